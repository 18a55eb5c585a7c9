package com.example.panel;

import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.test.context.ActiveProfiles;
import org.springframework.test.web.servlet.setup.MockMvcBuilders;
import org.springframework.web.context.WebApplicationContext;

/** A test that the panel had before it had panel-ws: without a server. */
@SpringBootTest(properties = "panel.token=T")
@ActiveProfiles("nodes")
class PanelTest {

    @Test
    void answers(@Autowired WebApplicationContext context) throws Exception {
        MockMvcBuilders.webAppContextSetup(context)
                .build()
                .perform(get("/api/v1/server/UniProxy/alivelist"))
                .andExpect(status().isOk());
    }
}
