package dev.fuota.drivers.rn2483;

import dev.fuota.drivers.at.AtConsole;
import dev.fuota.drivers.at.AtDialect;
import dev.fuota.drivers.at.Awaited;
import dev.fuota.drivers.modem.ModemSettings;
import dev.fuota.drivers.modem.Outcome;
import dev.fuota.drivers.modem.Receiving;
import dev.fuota.hal.serial.SerialLine;
import dev.fuota.hal.time.Scheduler;
import dev.fuota.protocol.codec.Bytes;
import dev.fuota.protocol.lorawan.region.Region;
import java.time.Duration;
import java.util.HexFormat;
import java.util.OptionalInt;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The dialogue with an RN2483. */
final class RnDialect extends AtDialect {
  /** One join-request with its windows. */
  private static final Duration JOIN = Duration.ofSeconds(60);

  private static final Duration JOIN_BUSY = Duration.ofSeconds(10);

  /** SF12, and both windows with the latest delays. */
  private static final Duration UPLINK = Duration.ofSeconds(60);

  /** With eight tries. */
  private static final Duration CONFIRMED = Duration.ofMinutes(5);

  /** In class C the end of an uplink may follow a downlink, or not. */
  private static final Duration END_OR_NOT = Duration.ofSeconds(8);

  /** No package is there. */
  private static final int WAKE_PORT = 223;

  private static final int PORT_MAX = 223;
  private static final Pattern DOWNLINK =
      Pattern.compile("mac_rx +(\\d{1,3}) +((?:[0-9A-Fa-f]{2}){1,255})");
  private static final Outcome LATE =
      Outcome.gone("The RN2483 took an uplink and never said that it is done; it is asked anew.");

  private enum Ended {
    SENT,
    UNANSWERED,
    TOO_LONG
  }

  private final ModemSettings settings;
  private final Scheduler scheduler;
  private final AtConsole console;
  private final RnGroups groups;
  private final Awaited<Boolean> joining;
  private final Awaited<Ended> sending;
  private Scheduler.@Nullable Task end;
  private boolean keyKnown;
  private boolean inClassC;
  private boolean waking;
  private int dataRate;

  RnDialect(SerialLine line, ModemSettings settings, Scheduler scheduler) {
    super(line, scheduler, new RnSyntax());
    this.settings = settings;
    this.scheduler = scheduler;
    this.console = console(RnSyntax::outcome);
    String band = settings.region() == Region.EU868 ? " 868" : "";
    this.groups = new RnGroups(console, settings.region(), band, this::wake);
    this.joining = new Awaited<>(scheduler);
    this.sending = new Awaited<>(scheduler);
    this.dataRate = settings.region().defaultUplinkRate();
  }

  @Override
  protected void onVoid() {
    joining.forget();
    sending.forget();
    groups.forget();
    stopTimer();
    waking = false;
  }

  private void stopTimer() {
    if (end != null) {
      end.cancel();
      end = null;
    }
  }

  @Override
  public void setUp(Consumer<SetUp> done) {
    forget();
    RnSetUp dialogue = new RnSetUp(console, settings, keyKnown);
    dialogue.begin(
        result -> {
          keyKnown = dialogue.hasKey();
          if (result.outcome().isOk()) {
            readDataRate(ignored -> done.accept(result));
          } else {
            done.accept(result);
          }
        });
  }

  private void readDataRate(Consumer<Outcome> done) {
    console.ask(
        "mac get dr",
        read -> {
          if (read.outcome().isOk()) {
            dataRate = Integer.parseInt(read.last());
          }
          done.accept(read.outcome());
        });
  }

  @Override
  public void inspect(Receiving wanted, Consumer<Inspection> done) {
    groups.inspect(wanted, done);
  }

  @Override
  public void join(Consumer<Outcome> done) {
    joining.begin(
        console.step("mac join otaa"), JOIN, NO_JOIN_ANSWER, tried -> done.accept(judge(tried)));
  }

  private static Outcome judge(Awaited.End<Boolean> tried) {
    if (tried.outcome().kind() == Outcome.Kind.BUSY) {
      return Outcome.busy(JOIN_BUSY);
    }
    return tried.outcome().isOk() && !tried.event().orElse(false)
        ? NO_JOIN_ANSWER
        : tried.outcome();
  }

  @Override
  public void receive(Receiving wanted, Consumer<Outcome> done) {
    inClassC = wanted.modemClass() == 'C';
    groups.receive(wanted, done);
  }

  private void wake(Consumer<Outcome> done) {
    waking = true;
    transmit(
        WAKE_PORT,
        "00",
        false,
        ended -> {
          waking = false;
          done.accept(ended.outcome());
        });
  }

  /** Its model says that it cannot, so nobody asks. */
  @Override
  public void askTime(Consumer<Outcome> done) {
    done.accept(Outcome.OK);
  }

  @Override
  public void send(int fPort, byte[] payload, boolean confirmed, Consumer<Sent> done) {
    String hex = payload.length == 0 ? "00" : HexFormat.of().formatHex(payload);
    transmit(
        fPort,
        hex,
        confirmed,
        ended -> readDataRate(ignored -> done.accept(judge(payload.length, confirmed, ended))));
  }

  private void transmit(
      int fPort, String hex, boolean confirmed, Consumer<Awaited.End<Ended>> done) {
    sending.begin(
        console.step("mac tx " + (confirmed ? "cnf " : "uncnf ") + fPort + " " + hex),
        confirmed ? CONFIRMED : UPLINK,
        LATE,
        ended -> {
          stopTimer();
          done.accept(ended);
        });
  }

  private Sent judge(int length, boolean confirmed, Awaited.End<Ended> ended) {
    if (ended.event().filter(Ended.TOO_LONG::equals).isPresent()) {
      return Sent.not(
          Outcome.failed(
              "An uplink of " + length + " octets does not fit DR" + dataRate + ": it is lost."));
    }
    boolean acknowledged = confirmed && ended.event().filter(Ended.SENT::equals).isPresent();
    return new Sent(ended.outcome(), acknowledged);
  }

  @Override
  public int maxPayload() {
    return settings.region().maxPayload(dataRate, settings.region().uplinkDwellByDefault());
  }

  @Override
  protected void onEvent(String text) {
    Matcher downlink = DOWNLINK.matcher(text);
    if (downlink.matches()) {
      onDownlink(Integer.parseInt(downlink.group(1)), downlink.group(2));
    } else if (RnSyntax.BANNER.matcher(text).matches()) {
      keyKnown = false;
      forget();
      tell(Events::onReset);
    } else {
      onEnd(text);
    }
  }

  private void onEnd(String text) {
    switch (text) {
      case "accepted" -> joining.onEvent(true);
      case "denied" -> joining.onEvent(false);
      case "mac_tx_ok" -> sending.onEvent(Ended.SENT);
      case "mac_err" -> sending.onEvent(Ended.UNANSWERED);
      case "invalid_data_len" -> sending.onEvent(Ended.TOO_LONG);
      default -> {} // nothing that is known
    }
  }

  /** In class A it is also the end of the uplink, and its acknowledgement if one was asked for. */
  private void onDownlink(int fPort, String hex) {
    Cast cast = waking ? Cast.UNICAST : Cast.UNTOLD;
    if (fPort >= 1 && fPort <= PORT_MAX) {
      tell(e -> e.onDownlink(fPort, Bytes.fromHex(hex).toArray(), cast, OptionalInt.empty()));
    }
    if (!inClassC) {
      sending.onEvent(Ended.SENT);
    } else if (sending.isWaiting() && end == null) {
      end = scheduler.after(END_OR_NOT, () -> sending.onEvent(Ended.UNANSWERED));
    }
  }
}
