package io.panelws.testkit.wire;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class PrintableTest {

    @Test
    void escapesWhatMovesACursorOrIsNoCharacter() {
        assertThat(Printable.of("a\r\n\tb\u001b[2J\u202e\ud800\0\ufffe"))
                .isEqualTo("a\\r\\n\\tb\\u001B[2J\\u202E\\uD800\\u0000\\uFFFE");
    }

    @Test
    void leavesEveryLanguageAsItIs() {
        assertThat(Printable.of("Größe 面板 \ud83d\ude80")).isEqualTo("Größe 面板 \ud83d\ude80");
    }

    @Test
    void fitsALine() {
        assertThat(Printable.line("a\nb\u001b[2J")).isEqualTo("a b [2J");
        assertThat(Printable.line("x".repeat(300))).hasSize(200);
    }
}
