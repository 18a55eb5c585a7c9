package io.panelws.jetty.contract;

import io.panelws.jetty.contract.jersey.JerseyPanel;

class JerseyContractTest extends ContractSuite {

    @Override
    protected Host start() {
        return new JerseyPanel();
    }
}
