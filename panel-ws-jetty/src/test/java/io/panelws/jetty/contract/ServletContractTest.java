package io.panelws.jetty.contract;

import io.panelws.jetty.contract.plain.PlainPanel;

class ServletContractTest extends ContractSuite {

    @Override
    protected Host start() {
        return new PlainPanel();
    }
}
