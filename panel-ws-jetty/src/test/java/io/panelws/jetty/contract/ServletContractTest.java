package io.panelws.jetty.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.panelws.jetty.contract.plain.PlainPanel;
import org.junit.jupiter.api.Test;

class ServletContractTest extends ContractSuite {

    @Override
    protected Host start() {
        return new PlainPanel();
    }

    @Test
    void hasEveryCaseOfTheTableOfKnownDifferences() {
        assertThat(caseIds()).containsAll(KnownDifferences.caseIds());
    }
}
