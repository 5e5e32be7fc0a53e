package dev.fuota.protocol.expand;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fuota.protocol.codec.Bytes;
import dev.fuota.protocol.image.ImageSource;
import dev.fuota.protocol.image.Verdict.Reason;
import dev.fuota.protocol.image.Verdict.Refused;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Patches of JojoDiff: what its octets mean, and which of them are refused. */
class HostileJojoTest {
  private static final int LIMIT = 4096;

  private static Expander open(Bytes patch) {
    return Patches.jojodiff(
        ImageSource.of(patch), ImageSource.of(Craft.OLD), LIMIT, new RamBudget(256));
  }

  private static Bytes made(Bytes patch) {
    return Pull.all(open(patch), 7);
  }

  private static Reason refusal(Bytes patch) {
    Expander expander = open(patch);
    Bytes made = Pull.some(expander, 50);
    return expander
        .failure()
        .map(Refused::reason)
        .orElseThrow(() -> new AssertionError("accepted, and made " + made));
  }

  /** What the patcher of JojoDiff 0.8.5 and janpatch make of the same octets. */
  @ParameterizedTest
  @CsvSource({
    "a7a302a7a64344, 0003064344",
    "a7a64344, 4344",
    "4344, 4344",
    "a7a7a658, a7a658",
    "a7a7a7a7, a7a7",
    "41a742, 41a742",
    "41a7a8, 41a7a8",
    "41a7a1, 41a7a1",
    "4142a7a545a7a300, 41424506",
    "4142a7a5, 4142",
    "41a7a404, 41",
    "41a7a542a7a643a7a300, 41424306",
    "a7a30041a7a300, 004106",
    "a7a400a7a300, 03",
    "a7a309a7a209a7a300, 000306090c0f1215181b00",
    "a7a3fd000141, 0041",
    "a7a3fe0000000241, 000341",
    "a7a3ff000000000000000241, 000341",
    "a7a3fd000041, 41"
  })
  void bothToolsAgreeOnThese(String patch, String expected) {
    assertThat(made(Bytes.fromHex(patch))).isEqualTo(Bytes.fromHex(expected));
  }

  @Test
  void lengthsBeginWhereTheShorterFormEnds() {
    Bytes old = Craft.OLD;

    assertThat(made(Bytes.fromHex("a7a3fb"))).isEqualTo(old.slice(0, 252));
    assertThat(made(Bytes.fromHex("a7a3fc00"))).isEqualTo(old.slice(0, 253));
    assertThat(made(Bytes.fromHex("a7a3fc2f"))).isEqualTo(old);
    assertThat(made(Bytes.fromHex("a7a3fd012c"))).isEqualTo(old);
  }

  enum Bad {
    EMPTY(""),
    LONE_ESCAPE("a7"),
    ESCAPE_AT_THE_END("4142a7"),
    ESCAPE_BEHIND_TWO("a7a7a7"),
    ESCAPE_BEHIND_EQUAL("a7a304a7"),
    LENGTH_MISSING("a7a3"),
    LENGTH_MISSING_TO_SKIP("41a7a4"),
    LENGTH_MISSING_TO_GO_BACK("4142a7a2"),
    SECOND_FORM_CUT("a7a3fc"),
    U16_CUT("a7a3fd00"),
    U32_CUT("a7a3fe000000"),
    U64_CUT("a7a3ff00000000000000"),
    EQUAL_PAST_THE_END("a7a3fd012d"),
    EQUAL_PAST_THE_END_FROM_THE_MIDDLE("a7a463a7a3fd00c9"),
    EQUAL_PAST_THE_END_BY_DATA("a7a4fd012c41a7a300"),
    EQUAL_OF_4_GIB("a7a3feffffffff"),
    EQUAL_OF_2_TO_THE_32_AND_1("a7a3ff0000000100000001"),
    EQUAL_OF_2_TO_THE_63("a7a3ff8000000000000000"),
    EQUAL_OF_ALL_ONES("a7a3ffffffffffffffffff"),
    BACK_BEFORE_THE_START("a7a200"),
    BACK_BEFORE_THE_START_LATER("4142a7a202"),
    BACK_BY_4_GIB("a7a309a7a2feffffffff"),
    BACK_BY_2_TO_THE_63("a7a309a7a2ff8000000000000000"),
    INSERTED_OCTETS_GO_NO_WAY("a7a54142a7a200"),
    SKIP_PAST_THE_END("a7a4fd012d"),
    SKIP_BY_4_GIB("a7a4feffffffff"),
    SKIP_BY_ALL_ONES("a7a4ffffffffffffffffff"),
    SKIPS_THAT_WRAP("a7a4ff7fffffffffffffffa7a4ff7fffffffffffffff"),
    MOD_IN_MOD("4142a7a64344"),
    MOD_IN_EXPLICIT_MOD("a7a6a7a64344"),
    MOD_IN_MOD_AFTER_INSERTION("a7a541a7a642a7a643"),
    INSERTION_IN_INSERTION("a7a54344a7a54546"),
    INSERTION_IN_EMPTY_INSERTION("a7a5a7a54546"),
    OPERATIONS_WITHOUT_END("a7a400a7a200".repeat(40));

    private final String octets;

    Bad(String octets) {
      this.octets = octets;
    }
  }

  @ParameterizedTest
  @EnumSource
  void theseAreRefused(Bad bad) {
    assertThat(refusal(Bytes.fromHex(bad.octets))).isEqualTo(Reason.BAD_EXPANSION);
  }

  @Test
  void moreThanTheLimitIsTooLarge() {
    assertThat(made(Bytes.fromHex("42".repeat(LIMIT))).length()).isEqualTo(LIMIT);
    assertThat(refusal(Bytes.fromHex("42".repeat(LIMIT + 1)))).isEqualTo(Reason.TOO_LARGE);
    assertThat(refusal(Bytes.fromHex("a7a3fd012ca7a2fd012c".repeat(14))))
        .isEqualTo(Reason.TOO_LARGE);
  }
}
