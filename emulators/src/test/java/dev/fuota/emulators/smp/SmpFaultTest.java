package dev.fuota.emulators.smp;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fuota.drivers.smp.Cbor;
import dev.fuota.drivers.smp.ConsoleFrames;
import dev.fuota.drivers.smp.ConsoleReader;
import dev.fuota.drivers.smp.SmpCommand;
import dev.fuota.drivers.smp.SmpMessage;
import dev.fuota.drivers.smp.TargetResult;
import dev.fuota.drivers.smp.TargetResult.Failed;
import dev.fuota.drivers.smp.TargetResult.Runs;
import dev.fuota.drivers.smp.TargetSettings.Mode;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What can go wrong between a host and its target, and what becomes of the update then. */
class SmpFaultTest {
  private static final TargetResult TRIAL = new Runs(Bench.NEW_VERSION, true);

  /** Texts, the two parameters, two lists, mark, reset and a dozen chunks. */
  private static final int SAID = 26;

  static List<Integer> everything() {
    return java.util.stream.IntStream.rangeClosed(1, SAID).boxed().toList();
  }

  private static Bench bench(FaultyPeer.Fault fault) {
    return Bench.with(Bench.build(), Mode.APPLICATION, peer -> new FaultyPeer(peer, fault));
  }

  private static byte[] text(String text) {
    return text.getBytes(StandardCharsets.ISO_8859_1);
  }

  @ParameterizedTest(name = "answer {0} is lost")
  @MethodSource("everything")
  void aLostAnswerIsAskedForAgain(int lost) {
    Bench bench = bench((number, said) -> number == lost ? List.of() : List.of(said));
    assertThat(bench.install(Bench.NEW)).isEqualTo(TRIAL);
  }

  @ParameterizedTest(name = "answer {0} is disturbed")
  @MethodSource("everything")
  void aDisturbedAnswerIsAskedForAgain(int disturbed) {
    Bench bench =
        bench(
            (number, said) -> {
              if (number == disturbed) {
                said[said.length / 2] ^= 0x11;
              }
              return List.of(said);
            });
    assertThat(bench.install(Bench.NEW)).isEqualTo(TRIAL);
  }

  /** What a console does to every answer. */
  @SuppressWarnings("ImmutableEnumChecker") // functions without state
  enum Habit {
    GARBAGE_IN_FRONT(
        said -> {
          byte[] noise = new byte[300];
          new SplittableRandom(said.length).nextBytes(noise);
          return List.of(noise, said);
        }),
    LOG_IN_FRONT(said -> List.of(text("[00:00:01.234,000] <inf> app: alive"), said)),
    LOG_BETWEEN_LINES(
        said ->
            List.of(
                text(
                    new String(said, StandardCharsets.ISO_8859_1)
                        .replace("\n", "\nuart:~$ still here\r\n")))),
    TWICE(said -> List.of(said, said)),
    OCTET_BY_OCTET(
        said -> {
          List<byte[]> octets = new ArrayList<>();
          for (byte octet : said) {
            octets.add(new byte[] {octet});
          }
          return octets;
        }),
    NO_LINE_END(said -> List.of(Arrays.copyOf(said, said.length - 1))),
    CARRIAGE_RETURNS(
        said -> List.of(text(new String(said, StandardCharsets.ISO_8859_1).replace("\n", "\r\n"))));

    private final java.util.function.Function<byte[], List<byte[]>> done;

    Habit(java.util.function.Function<byte[], List<byte[]>> done) {
      this.done = done;
    }
  }

  @ParameterizedTest(name = "{0}")
  @EnumSource(Habit.class)
  void habitsOfConsolesDoNotMatter(Habit habit) {
    Bench bench = bench((number, said) -> habit.done.apply(said));
    assertThat(bench.install(Bench.NEW)).isEqualTo(TRIAL);
    assertThat(bench.confirm(Bench.NEW)).isEqualTo(new Runs(Bench.NEW_VERSION, false));
  }

  @Test
  void aConsoleThatEchoesIsUnderstood() {
    Bench bench = Bench.of(Bench.build().withEcho(), Mode.APPLICATION);
    assertThat(bench.install(Bench.NEW)).isEqualTo(TRIAL);
  }

  @ParameterizedTest(name = "{0} ms after the beginning")
  @ValueSource(ints = {3, 100, 400, 700, 1000, 1300, 1600, 2000, 2500, 3000})
  void aTargetThatResetsInTheMiddleIsServedFromThere(int millis) {
    for (Mode mode : Mode.values()) {
      Bench bench = Bench.of(Bench.build(), mode);
      bench.simulation.after(Duration.ofMillis(millis), bench.target::reset);
      TargetResult result = bench.install(Bench.NEW);
      assertThat(result).isInstanceOf(Runs.class);
    }
  }

  @ParameterizedTest(name = "{0} ms after the beginning")
  @ValueSource(ints = {3, 100, 400, 700, 1000, 1300, 1600, 2000, 2500, 3000})
  void aPulledPlugIsWaitedFor(int millis) {
    Bench bench = Bench.of(Bench.build(), Mode.APPLICATION);
    bench.simulation.after(Duration.ofMillis(millis), bench.line::unplug);
    bench.simulation.after(Duration.ofMillis(millis + 20_000), bench.line::plug);
    assertThat(bench.install(Bench.NEW)).isEqualTo(TRIAL);
  }

  @ParameterizedTest(name = "from answer {0} on")
  @MethodSource("everything")
  void aTargetThatFallsSilentForEverIsPostponed(int from) {
    Bench bench = bench((number, said) -> number >= from ? List.of() : List.of(said));
    TargetResult result = bench.install(Bench.NEW);
    if (from <= 20) {
      assertThat(result).isInstanceOf(Failed.class);
      assertThat(((Failed) result).later()).isTrue();
    } else {
      assertThat(result).isInstanceOfAny(Failed.class, Runs.class);
    }
  }

  /** Another body in each answer to {@code command}. */
  private static FaultyPeer.Fault answering(SmpCommand command, UnaryOperator<Cbor.Fields> change) {
    return (number, said) -> {
      List<byte[]> heard = new ArrayList<>();
      new ConsoleReader(
              octets ->
                  SmpMessage.decode(octets)
                      .value()
                      .map(
                          it ->
                              it.command().equals(command)
                                  ? new SmpMessage(
                                      it.op(),
                                      it.version(),
                                      it.command(),
                                      it.sequence(),
                                      change.apply(it.body()))
                                  : it)
                      .ifPresent(it -> heard.add(ConsoleFrames.encode(it.encode()))),
              line -> heard.add(text(line + "\n")))
          .feed(said, said.length);
      return heard;
    };
  }

  @ParameterizedTest(name = "{0}")
  @ValueSource(longs = {-1, 1_000_000_000, Long.MIN_VALUE, Long.MAX_VALUE})
  void anOffsetThatCannotBeEndsIt(long offset) {
    Bench bench =
        bench(answering(SmpCommand.IMAGE_UPLOAD, body -> Cbor.Fields.NONE.with("off", offset)));
    assertThat(bench.install(Bench.NEW))
        .isEqualTo(
            new Failed(
                false, "the target does not take the image: it wants to go on at " + offset));
  }

  @ParameterizedTest(name = "{0}")
  @ValueSource(longs = {0, 1, 32, 5000})
  void anOffsetThatStaysEndsIt(long offset) {
    Bench bench =
        bench(answering(SmpCommand.IMAGE_UPLOAD, body -> Cbor.Fields.NONE.with("off", offset)));
    TargetResult result = bench.install(Bench.NEW);
    assertThat(result)
        .isEqualTo(
            new Failed(
                false,
                "the target does not take the image: the upload does not get beyond octet "
                    + offset));
  }

  @Test
  void anErrorInTheMiddleBeginsTheUploadAnew() {
    int[] chunks = {0};
    Bench bench =
        bench(
            answering(
                SmpCommand.IMAGE_UPLOAD,
                body -> ++chunks[0] == 5 ? Cbor.Fields.NONE.with("rc", 1) : body));
    assertThat(bench.install(Bench.NEW)).isEqualTo(TRIAL);
  }

  @Test
  void aTargetThatIsBusyForAWhileIsAskedAgain() {
    int[] chunks = {0};
    Bench bench =
        bench(
            answering(
                SmpCommand.IMAGE_UPLOAD,
                body -> ++chunks[0] < 4 ? Cbor.Fields.NONE.with("rc", 10) : body));
    assertThat(bench.install(Bench.NEW)).isEqualTo(TRIAL);
  }

  @Test
  void errorsAreSaidAsTheTargetSaysThem() {
    Bench bench =
        bench(
            answering(
                SmpCommand.IMAGE_UPLOAD,
                body ->
                    Cbor.Fields.NONE.with("err", Cbor.Fields.NONE.with("group", 1).with("rc", 9))));
    assertThat(bench.install(Bench.NEW))
        .isEqualTo(
            new Failed(
                false,
                "the target does not take the image: it refused the octets from 0 on: error 9 of"
                    + " group 1"));
  }

  @Test
  void okToEverythingIsNoUpdate() {
    for (SmpCommand command : List.of(SmpCommand.IMAGE_STATE, SmpCommand.IMAGE_UPLOAD)) {
      Bench bench = bench(answering(command, body -> Cbor.Fields.NONE));
      assertThat(bench.install(Bench.NEW)).isInstanceOf(Failed.class);
      assertThat(bench.target.running()).hasValue(Bench.OLD_VERSION);
    }
  }

  @Test
  void aTargetThatOnlySaysThatItWouldResetIsGivenUp() {
    Bench bench = Bench.with(Bench.build(), Mode.APPLICATION, NoReset::new);
    assertThat(bench.install(Bench.NEW))
        .isEqualTo(new Failed(false, "the target was told 3 times to reset, and did not"));
  }

  @Test
  void noiseForEverIsNoTarget() {
    Bench bench =
        bench(
            (number, said) -> {
              byte[] noise = new byte[10_000];
              new SplittableRandom(number).nextBytes(noise);
              return List.of(noise);
            });
    TargetResult result = bench.install(Bench.NEW);
    assertThat(result).isInstanceOf(Failed.class);
    assertThat(((Failed) result).sentence()).startsWith("the target does not answer; it printed");
  }
}
