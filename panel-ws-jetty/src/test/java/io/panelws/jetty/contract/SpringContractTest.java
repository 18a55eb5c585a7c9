package io.panelws.jetty.contract;

import io.panelws.jetty.contract.spring.SpringPanel;

class SpringContractTest extends ContractSuite {

    @Override
    protected Host start() {
        return new SpringPanel();
    }
}
