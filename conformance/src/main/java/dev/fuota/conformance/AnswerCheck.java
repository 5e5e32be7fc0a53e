package dev.fuota.conformance;

import dev.fuota.conformance.device.Sent;
import dev.fuota.protocol.codec.Bytes;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** One {@code expect: answers} against the uplinks that came. */
final class AnswerCheck {
  /** A device may take its time for what it does on its own account. */
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private final Entry step;
  private final String field;
  private final DeviceRun run;
  private final List<Bytes> expected;

  AnswerCheck(Entry step, String field, DeviceRun run) {
    this.step = step;
    this.field = field;
    this.run = run;
    this.expected = step.get("hex").elements().stream().map(Entry::hex).toList();
  }

  /** Waits for the answers to what happened just now, and compares them. */
  void run(Check check, Instant asked) {
    int octets = expected.stream().mapToInt(Bytes::length).sum();
    run.await(patience(), () -> octets(run.unseen()) >= octets || done(run.unseen()));
    List<Sent> got = run.take();
    check.same(field + "/fPort", ports(step.integer("fPort"), got), ports(got));
    checkPayloads(check, got);
    step.find("delayS").ifPresent(delay -> checkDelay(check, delay, asked, got));
  }

  private Duration patience() {
    return step.find("delayS")
        .map(delay -> Duration.ofSeconds(delay.elements().get(1).integer() + 1L))
        .orElse(PATIENCE);
  }

  private static int octets(List<Sent> uplinks) {
    return uplinks.stream().mapToInt(uplink -> uplink.payload().length()).sum();
  }

  /** Another acceptable form may be shorter. */
  private boolean done(List<Sent> got) {
    return got.size() == 1 && accepted(got.get(0)).contains(got.get(0).payload());
  }

  private static String ports(int fPort, List<Sent> got) {
    return Stream.generate(() -> String.valueOf(fPort))
        .limit(Math.max(1, got.size()))
        .collect(Collectors.joining(" "));
  }

  private static String ports(List<Sent> got) {
    return got.stream().map(uplink -> "" + uplink.fPort()).collect(Collectors.joining(" "));
  }

  private void checkPayloads(Check check, List<Sent> got) {
    List<String> want = new ArrayList<>();
    List<String> have = new ArrayList<>();
    int next = 0;
    for (Sent uplink : got) {
      List<Bytes> answers = new ArrayList<>();
      Bytes joined = Bytes.EMPTY;
      do {
        if (next < expected.size()) {
          answers.add(masked(choose(next, uplink)));
          joined = answers.stream().reduce(Bytes.EMPTY, Bytes::concat);
          next++;
        }
      } while (mayJoin() && next < expected.size() && joined.length() < uplink.payload().length());
      want.add(joined.toHex());
      have.add(masked(uplink.payload()).toHex());
      checkTimeToStart(check, uplink);
    }
    for (; next < expected.size(); next++) {
      want.add(expected.get(next).toHex());
    }
    check.same(field + "/hex", String.join(" ", want), String.join(" ", have));
  }

  private boolean mayJoin() {
    return !step.flagOrFalse("separateUplinks");
  }

  /** The acceptable form that came, or the usual one. */
  private Bytes choose(int index, Sent uplink) {
    return index == 0 && accepted(uplink).contains(uplink.payload())
        ? uplink.payload()
        : adjusted(expected.get(index), uplink.at());
  }

  private List<Bytes> accepted(Sent uplink) {
    return step.elementsOf("accept").stream()
        .map(accepted -> adjusted(accepted.hex(), uplink.at()))
        .toList();
  }

  /** What is expected, if it leaves at that moment. */
  private Bytes adjusted(Bytes hex, Instant at) {
    long passed = run.passed(at);
    if (step.has("timeToStart")) {
      return TimeField.of(step.get("timeToStart")).add(hex, -passed);
    }
    Optional<Entry> field = step.find("timeField");
    if (field.isPresent()) {
      boolean left = field.get().text("meaning").contains("minus local time");
      return TimeField.of(field.get()).add(hex, left ? -passed : passed);
    }
    // AppTimeReq carries the clock at its transmission, whether the file says so or not.
    boolean question =
        step.integer("fPort") == run.device().packages().clockSync().fPort()
            && hex.length() == DeviceRun.APP_TIME_REQ_LENGTH
            && hex.at(0) == DeviceRun.APP_TIME_REQ;
    return question ? new TimeField(1, Integer.BYTES).add(hex, passed) : hex;
  }

  /** Without the bits of no matter. */
  private Bytes masked(Bytes octets) {
    byte[] masked = octets.toArray();
    step.find("ignoreBits")
        .ifPresent(
            bits -> {
              for (String at : bits.memberNames()) {
                int index = index(bits, at);
                if (index < masked.length) {
                  masked[index] &= (byte) ~bits.integer(at, 0, 255);
                }
              }
            });
    return Bytes.of(masked);
  }

  private static int index(Entry bits, String at) {
    if (!at.matches("\\d{1,3}")) {
      throw bits.malformed("\"" + at + "\" is no offset");
    }
    return Integer.parseInt(at);
  }

  private void checkTimeToStart(Check check, Sent uplink) {
    step.find("timeToStart")
        .filter(field -> TimeField.of(field).isIn(uplink.payload()))
        .ifPresent(
            field ->
                check.same(
                    this.field + "/timeToStart/sessionTime",
                    field.get("sessionTime").u32(),
                    run.gps(uplink.at()) + TimeField.of(field).get(uplink.payload())));
  }

  private void checkDelay(Check check, Entry delay, Instant asked, List<Sent> got) {
    int least = delay.elements().get(0).integer();
    int most = delay.elements().get(1).integer();
    for (Sent uplink : got) {
      Duration waited = Duration.between(asked, uplink.at());
      if (waited.compareTo(Duration.ofSeconds(least)) < 0
          || waited.compareTo(Duration.ofSeconds(most)) > 0) {
        check.failed(field + "/delayS", delay.shown(), waited.toMillis() + " ms");
      }
    }
  }
}
