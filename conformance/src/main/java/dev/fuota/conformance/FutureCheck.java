package dev.fuota.conformance;

import dev.fuota.conformance.device.Sent;
import dev.fuota.conformance.device.Window;
import dev.fuota.protocol.clocksync.AppTimeAns;
import dev.fuota.protocol.codec.Bytes;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What will happen after a step, as its twin shows. */
final class FutureCheck {
  /** The longest delay of an answer in the files is 64 s; what comes later has another cause. */
  private static final Duration WATCHED = Duration.ofMinutes(5);

  private static final Duration REPEATED_WITHIN = Duration.ofMinutes(30);

  /** Forced questions follow each other within 15 s; the device's own repetitions come later. */
  private static final Duration RESYNC_WATCHED = Duration.ofSeconds(40);

  private static final Duration A_DAY = Duration.ofDays(1);
  private static final int QUESTIONS = 5;

  /** From then on a question for the time is no answer, but the device's own check. */
  private static final Duration OWN_QUESTION = Duration.ofSeconds(4);

  private final ExchangeRun exchange;
  private final Check check;
  private final String field;
  private final int index;

  FutureCheck(ExchangeRun exchange, Check check, String field, int index) {
    this.exchange = exchange;
    this.check = check;
    this.field = field;
    this.index = index;
  }

  private DeviceRun twin() {
    return exchange.twin(index + 1, -1);
  }

  /** Nothing is sent that would not be sent without the last thing that was done. */
  void nothingFollows(int lastDone, Instant asked) {
    DeviceRun without = exchange.twin(index, lastDone);
    DeviceRun with = exchange.twin(index, -1);
    int reboots = with.device().reboots();
    with.await(WATCHED, () -> with.device().reboots() > reboots);
    without.device().run(WATCHED);
    Set<Sent> anyway = new HashSet<>(without.take());
    for (Sent uplink : with.take()) {
      boolean own = with.isQuestion(uplink) && uplink.at().isAfter(asked.plus(OWN_QUESTION));
      if (!anyway.contains(uplink) && !own) {
        check.failed(field, "no uplink", ExchangeRun.show(uplink));
      }
    }
    check.passed();
  }

  /** The same answer comes again, as nobody answers it. */
  void isRepeated(Entry step) {
    DeviceRun twin = twin();
    Bytes expected = step.get("hex").elements().get(0).hex();
    twin.await(REPEATED_WITHIN, () -> !twin.unseen().isEmpty());
    check.same(
        field + "/repeat",
        expected,
        twin.take().stream().findFirst().map(Sent::payload).orElse(Bytes.EMPTY));
  }

  void questionsFollow(Entry step) {
    if (!step.text("command").equals("AppTimeReq")) {
      throw step.get("command").malformed("this kind of uplink cannot be told from others");
    }
    DeviceRun twin = exchange.twin(index, -1);
    twin.device().run(RESYNC_WATCHED);
    List<Sent> sent = twin.take();
    long questions = sent.stream().filter(twin::isQuestion).count();
    check.same(field, sent.size() + " questions", questions + " questions");
    check.same(
        field + "/fPort",
        step.integer("fPort"),
        sent.stream().findFirst().map(Sent::fPort).orElse(0));
    within("/atLeast", step.integer("atLeast"), questions, questions >= step.integer("atLeast"));
    within("/atMost", step.integer("atMost"), questions, questions <= step.integer("atMost"));
  }

  private void within(String name, int bound, long got, boolean holds) {
    check.same(field + name, bound, holds ? bound : got);
  }

  void sessionRuns(Entry step) {
    DeviceRun twin = twin();
    twin.device().run(twin.until(step.get("endGps").u32()).plusSeconds(2));
    int groupId = step.integer("group", 0, 3);
    Optional<Window> window =
        twin.device().link().windows().stream()
            .filter(seen -> seen.groupId() == groupId)
            .reduce((earlier, later) -> later);
    if (window.isEmpty()) {
      check.failed(field, "a session of group " + groupId, "none");
      return;
    }
    SessionCheck session = new SessionCheck(check, field, twin, window.get());
    session.isOfClass(step.text("session"));
    session.opens(step.get("startGps").u32());
    session.closes(step.get("endGps").u32());
    step.find("frequencyHz").ifPresent(frequency -> session.listensOn(frequency.integer()));
    step.find("dataRate").ifPresent(dataRate -> session.usesDataRate(dataRate.integer()));
    step.find("pingPeriodicity").ifPresent(period -> session.hasPingSlots(period.integer()));
  }

  /**
   * The device is asked questions' answers as a server gives them, so that only its period counts.
   */
  void clockIsAskedFor(Entry step) {
    DeviceRun twin = twin();
    long period = step.get("appTimePeriodS").u32();
    long jitter = step.get("jitterS").u32();
    List<Instant> asked = new ArrayList<>();
    Duration longest = Duration.ofSeconds((period + jitter + 1) * (QUESTIONS + 1));
    Instant end = twin.device().now().plus(longest);
    while (asked.size() < QUESTIONS && twin.device().now().isBefore(end)) {
      twin.device().run(Duration.ofSeconds(1));
      for (Sent question : twin.take()) {
        asked.add(question.at());
        answer(twin, question);
      }
    }
    check.same(field, QUESTIONS + " questions", asked.size() + " questions");
    Set<Duration> intervals = new HashSet<>();
    for (int i = 1; i < asked.size(); i++) {
      Duration interval = Duration.between(asked.get(i - 1), asked.get(i));
      intervals.add(interval);
      long off = interval.minusSeconds(period).abs().minusSeconds(jitter).toSeconds();
      check.same(field + "/appTimePeriodS", period, off <= 1 ? period : interval.toSeconds());
    }
    check.same(field + "/jitterS", jitter, intervals.size() > 1 ? jitter : 0);
  }

  private static void answer(DeviceRun twin, Sent question) {
    int token = question.payload().at(DeviceRun.APP_TIME_REQ_LENGTH - 1) & 0xf;
    twin.device().link().receive(question.fPort(), new AppTimeAns(0, token).encode());
  }

  void rebootsAt(Entry step) {
    DeviceRun twin = twin();
    int before = twin.device().reboots();
    if (step.has("rebootAtGps")) {
      long gps = step.get("rebootAtGps").u32();
      twin.await(twin.until(gps).plusMinutes(1), () -> twin.device().reboots() > before);
      boolean rebooted = twin.device().reboots() > before;
      long at = twin.gps(twin.device().now());
      check.same(field + "/rebootAtGps", gps, rebooted ? at : "no reboot");
    } else {
      twin.await(A_DAY, () -> twin.device().reboots() > before);
      check.same(field + "/rebootAtGps", before, twin.device().reboots());
    }
  }
}
