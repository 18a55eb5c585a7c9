package io.panelws.testkit.bench;

import static org.assertj.core.api.Assertions.assertThat;

import io.panelws.testkit.bench.RoundResult.Piece;
import java.util.List;
import org.junit.jupiter.api.Test;

class PieceTest {

    private static final Piece FIRST = new Piece(0, 1, 100);
    private static final Piece SECOND = new Piece(1, 2, 120);

    @Test
    void aShortEndIsPartOfThePieceBefore() {
        assertThat(Piece.withoutShortEnd(List.of(FIRST, SECOND, new Piece(2, 2.001, 10))))
                .containsExactly(FIRST, new Piece(1, 2.001, 130));
    }

    @Test
    void aLongEnoughEndStays() {
        List<Piece> points = List.of(FIRST, SECOND, new Piece(2, 2.6, 10));
        assertThat(Piece.withoutShortEnd(points)).isEqualTo(points);
    }

    @Test
    void oneOrNoPieceStays() {
        assertThat(Piece.withoutShortEnd(List.of(FIRST))).containsExactly(FIRST);
        assertThat(Piece.withoutShortEnd(List.of())).isEmpty();
    }
}
