package dev.fuota.drivers.wioe5;

import dev.fuota.drivers.at.AtDialect;
import dev.fuota.drivers.modem.ModemCredentials;
import dev.fuota.drivers.modem.ModemSettings;
import dev.fuota.drivers.modem.Outcome;
import dev.fuota.drivers.modem.Receiving;
import dev.fuota.hal.serial.SerialLine;
import dev.fuota.hal.time.Scheduler;
import dev.fuota.protocol.codec.Bytes;
import java.time.Duration;
import java.util.HexFormat;
import java.util.OptionalInt;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The dialogue with a Wio-E5. Whether it has a session cannot be asked: it is known from its joins
 * and from what it says to uplinks.
 */
final class WioDialect extends AtDialect {
  /** One join-request with its windows, and the duty cycle before it. */
  private static final Duration JOIN = Duration.ofMinutes(2);

  /** SF12, both windows with the latest delays, and its own repetitions. */
  private static final Duration UPLINK = Duration.ofMinutes(2);

  private static final Pattern DOWNLINK =
      Pattern.compile("PORT: ?(\\d{1,3}); ?RX: ?\"((?:[0-9A-Fa-f]{2}){1,255})\"");
  private static final Pattern LENGTH = Pattern.compile("LEN, ?(\\d{1,3})");
  private static final int PORT_MAX = 223;

  private final ModemSettings settings;
  private final WioConsole console;
  private final WioGroups groups;
  private boolean joined;

  /** The session that the module may have is not ours. */
  private boolean sessionVoid;

  private boolean multicast;
  private int port;
  private int maxPayload;

  WioDialect(SerialLine line, ModemSettings settings, Scheduler scheduler) {
    super(line, scheduler, new WioSyntax());
    this.settings = settings;
    this.console = new WioConsole(console(WioConsole::outcome));
    this.groups = new WioGroups(console, settings.region());
  }

  @Override
  protected void onVoid() {
    groups.forget();
    port = 0;
    multicast = false;
    joined = false;
  }

  @Override
  public void setUp(Consumer<SetUp> done) {
    forget();
    WioSetUp dialogue = new WioSetUp(console, settings);
    dialogue.begin(
        result -> {
          sessionVoid |= dialogue.changed();
          if (result.outcome().isOk()) {
            readLength(ignored -> done.accept(result));
          } else {
            done.accept(result);
          }
        });
  }

  private void readLength(Consumer<Outcome> done) {
    console.ask(
        "AT+LW=LEN",
        read -> {
          Matcher matcher = LENGTH.matcher(read.value());
          if (matcher.matches()) {
            maxPayload = Integer.parseInt(matcher.group(1));
          }
          done.accept(read.outcome());
        });
  }

  @Override
  public void inspect(Receiving wanted, Consumer<Inspection> done) {
    groups.inspect(
        wanted, looked -> done.accept(new Inspection(looked.outcome(), joined, looked.asWanted())));
  }

  @Override
  public void join(Consumer<Outcome> done) {
    if (settings.credentials() instanceof ModemCredentials.Personalised) {
      joined = true;
      done.accept(Outcome.OK);
      return;
    }
    console.ask(
        sessionVoid ? "AT+JOIN=FORCE" : "AT+JOIN",
        JOIN,
        answer -> {
          boolean accepted =
              answer.texts().contains("Network joined")
                  || (answer.value().equals("Joined already") && !sessionVoid);
          joined = answer.outcome().isOk() && accepted;
          sessionVoid &= !joined;
          done.accept(answer.outcome().isOk() && !accepted ? NO_JOIN_ANSWER : answer.outcome());
        });
  }

  @Override
  public void receive(Receiving wanted, Consumer<Outcome> done) {
    groups.receive(wanted, done);
  }

  /** Its model says that it cannot, so nobody asks. */
  @Override
  public void askTime(Consumer<Outcome> done) {
    done.accept(Outcome.OK);
  }

  @Override
  public void send(int fPort, byte[] payload, boolean confirmed, Consumer<Sent> done) {
    if (fPort == port) {
      transmit(payload, confirmed, done);
      return;
    }
    console
        .set("AT+PORT=" + fPort, Integer.toString(fPort))
        .perform(
            outcome -> {
              port = outcome.isOk() ? fPort : 0;
              if (outcome.isOk()) {
                transmit(payload, confirmed, done);
              } else {
                done.accept(Sent.not(outcome));
              }
            });
  }

  private void transmit(byte[] payload, boolean confirmed, Consumer<Sent> done) {
    String name = confirmed ? "AT+CMSGHEX=\"" : "AT+MSGHEX=\"";
    console.ask(
        name + HexFormat.of().formatHex(payload) + "\"",
        UPLINK,
        answer -> {
          multicast = false;
          joined &= answer.outcome().kind() != Outcome.Kind.NOT_JOINED;
          boolean acknowledged = answer.texts().contains("ACK Received");
          readLength(ignored -> done.accept(new Sent(answer.outcome(), acknowledged)));
        });
  }

  @Override
  public int maxPayload() {
    return maxPayload;
  }

  @Override
  protected void onEvent(String text) {
    if (!WioSyntax.isOfUplinks(text)) {
      return;
    }
    String what = WioSyntax.text(text);
    Matcher downlink = DOWNLINK.matcher(what);
    if (what.equals("MULTICAST")) {
      multicast = true;
    } else if (downlink.matches()) {
      onDownlink(Integer.parseInt(downlink.group(1)), downlink.group(2));
    } else if (what.startsWith("RXWIN") || what.equals("Done")) {
      multicast = false;
    }
  }

  private void onDownlink(int fPort, String hex) {
    Cast cast = multicast ? Cast.MULTICAST : Cast.UNTOLD;
    multicast = false;
    if (fPort >= 1 && fPort <= PORT_MAX) {
      tell(e -> e.onDownlink(fPort, Bytes.fromHex(hex).toArray(), cast, OptionalInt.empty()));
    }
  }
}
