package io.atomicflow.bench.report;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ClaimTest {

    private static final Map<String, String> OURS = Map.of("contender", "atomicFlow");

    private final List<Row> throughput = Sample.rows().stream()
            .filter(row -> row.question().equals("DispatchThroughput"))
            .toList();

    @Test
    void aBoundThatIsReachedIsMet() {
        assertEquals(List.of(Verdict.Result.MET),
                judge(Claim.atLeast(2, "", Row.SCORE, OURS, versus("poolAndSemaphore"))));
    }

    @Test
    void aBoundThatIsMissedIsNotMet() {
        assertEquals(List.of(Verdict.Result.NOT_MET),
                judge(Claim.atLeast(0.9, "", Row.SCORE, OURS, versus("rawMpmc"))));
    }

    @Test
    void whatWasNotMeasuredIsNeither() {
        assertEquals(List.of(Verdict.Result.NOT_MEASURED),
                judge(Claim.atLeast(2, "", Row.SCORE, OURS, versus("kotlin"))));
    }

    @Test
    void aFloorIsNoPeer() {
        Verdict verdict = Claim.atLeast(1, "", Row.SCORE, OURS, new Claim.BestPeer()).judge(throughput).getFirst();

        assertEquals("2.00 \u00d7, wanted at least 1 \u00d7", verdict.numbers());
    }

    @Test
    void anAmountIsToldInItsUnit() {
        Verdict verdict = Claim.atMost(128, "", Row.ALLOCATION, OURS, new Claim.Fixed(1, "B")).judge(throughput)
                .getFirst();

        assertEquals(Verdict.Result.MET, verdict.result());
        assertEquals("121 \u00b1 1 B, wanted at most 128 B", verdict.numbers());
    }

    private List<Verdict.Result> judge(Claim claim) {
        return claim.judge(throughput).stream().map(Verdict::result).toList();
    }

    private static Claim.Reference versus(String contender) {
        return new Claim.Other(Map.of("contender", contender));
    }
}
