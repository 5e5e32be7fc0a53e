package dev.fuota.drivers.lbm;

import dev.fuota.drivers.modem.Dialect;
import dev.fuota.drivers.modem.ModemModel;
import dev.fuota.drivers.modem.ModemSettings;
import dev.fuota.drivers.modem.Outcome;
import dev.fuota.drivers.modem.Receiving;
import dev.fuota.hal.serial.HandshakeLines;
import dev.fuota.hal.serial.SerialLine;
import dev.fuota.hal.time.Scheduler;
import dev.fuota.protocol.codec.Bytes;
import dev.fuota.protocol.time.GpsTime;
import java.time.Duration;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The dialogue with a LoRa Basics Modem: who of its parts has the word, what its events mean. */
final class LbmDialect implements Dialect, SerialLine.Listener {
  /** A few join-requests of the modem, which sends them at its own pace. */
  private static final Duration JOIN = Duration.ofMinutes(3);

  /** An edge of EVENT may be missed, its level is not. */
  private static final Duration LOOK = Duration.ofSeconds(1);

  /** More than a modem keeps. */
  private static final int EVENTS_MAX = 40;

  private static final int MAC_DEVICE_TIME = 0x02;
  private static final Outcome NO_ANSWER =
      Outcome.failed(
          "The network does not answer the join-request: check the keys, that the device is"
              + " registered, the region and the antenna. It is tried again.");

  private static final Outcome RESET =
      Outcome.gone("The LoRa Basics Modem was reset while it was set up; it is set up again.");

  private final SerialLine line;
  private final HandshakeLines lines;
  private final ModemSettings settings;
  private final Scheduler scheduler;
  private final LbmChannel channel;
  private final EventPump pump;
  private final LbmGroups groups;
  private final LbmUplinks uplinks;
  private final LbmDownlinks downlinks;
  private final Ending<Outcome> joining;
  private @Nullable Events events;
  private Scheduler.@Nullable Task look;
  private boolean settingUp;
  private boolean wasReset;

  /** The modem has the settings of before: it was not reset since. */
  private boolean kept;

  LbmDialect(SerialLine line, HandshakeLines lines, ModemSettings settings, Scheduler scheduler) {
    this.line = line;
    this.lines = lines;
    this.settings = settings;
    this.scheduler = scheduler;
    this.channel =
        new LbmChannel(line, lines, scheduler, ModemModel.LBM.baud(), () -> pump().look());
    this.pump = new EventPump(channel, lines, this::onEvent);
    this.groups = new LbmGroups(channel);
    this.uplinks = new LbmUplinks(channel, scheduler);
    this.downlinks =
        new LbmDownlinks(
            channel,
            (port, payload, cast, group) -> tell(to -> to.onDownlink(port, payload, cast, group)),
            sentence -> tell(to -> to.onTrouble(sentence)));
    this.joining = new Ending<>(scheduler);
  }

  private EventPump pump() {
    return pump;
  }

  @Override
  public void start(Events listener) {
    events = listener;
    lines.command(false);
    lines.onChange(this::onLines);
    line.listen(this);
  }

  @Override
  public void close() {
    forget();
    events = null;
    line.close();
    lines.close();
  }

  private void tell(Consumer<Events> what) {
    if (events != null) {
      what.accept(events);
    }
  }

  private void forget() {
    channel.forget();
    pump.forget();
    groups.forget();
    uplinks.forget();
    joining.forget();
    if (look != null) {
      look.cancel();
      look = null;
    }
  }

  @Override
  public void onOpened() {
    forget();
    lookAgain();
    tell(Events::onOpened);
  }

  private void lookAgain() {
    look =
        scheduler.after(
            LOOK,
            () -> {
              pump.lookAnew();
              lookAgain();
            });
  }

  @Override
  public void onOctets(byte[] octets, int length) {
    channel.onOctets(octets, length);
  }

  @Override
  public void onLost(String reason) {
    forget();
    tell(to -> to.onLost(reason));
  }

  private void onLines() {
    channel.onLines();
    if (line.isOpen()) {
      pump.look();
    }
  }

  @Override
  public void setUp(Consumer<SetUp> done) {
    forget();
    lookAgain();
    settingUp = true;
    awaitNoEvents(EVENTS_MAX, done);
  }

  /** A reset of before is no news, and says that all is forgotten. */
  private void awaitNoEvents(int most, Consumer<SetUp> done) {
    pump.look();
    channel.ask(
        LbmCommand.GET_STATUS,
        Bytes.EMPTY,
        status -> {
          if (!status.isOk()) {
            endSetUp(SetUp.not(status.outcome("to tell its status")), done);
          } else if (lines.eventPending() && most > 0) {
            awaitNoEvents(most - 1, done);
          } else {
            wasReset = false;
            new LbmSetUp(channel, settings, kept).begin(result -> endSetUp(result, done));
          }
        });
  }

  private void endSetUp(SetUp result, Consumer<SetUp> done) {
    if (wasReset) {
      settingUp = false;
      done.accept(SetUp.not(RESET));
    } else if (result.outcome().isOk()) {
      kept = true;
      uplinks.readMaxPayload(
          () -> {
            settingUp = false;
            done.accept(result);
          });
    } else {
      settingUp = false;
      done.accept(result);
    }
  }

  @Override
  public void inspect(Receiving wanted, Consumer<Inspection> done) {
    groups.inspect(wanted, found -> uplinks.readMaxPayload(() -> done.accept(found)));
  }

  /** A modem goes on trying by itself; here it is decided above when to try again. */
  @Override
  public void join(Consumer<Outcome> done) {
    joining.await(
        JOIN,
        NO_ANSWER,
        outcome -> {
          if (outcome.isOk()) {
            uplinks.readMaxPayload(() -> done.accept(outcome));
          } else {
            channel.ask(LbmCommand.LEAVE, Bytes.EMPTY, left -> done.accept(outcome));
          }
        });
    channel.ask(
        LbmCommand.JOIN,
        Bytes.EMPTY,
        reply -> {
          if (!reply.isOk()) {
            joining.end(reply.outcome("to join"));
          }
        });
  }

  @Override
  public void receive(Receiving wanted, Consumer<Outcome> done) {
    groups.receive(wanted, done);
  }

  @Override
  public void askTime(Consumer<Outcome> done) {
    channel.ask(
        LbmCommand.LORAWAN_MAC_REQUEST,
        Bytes.of((byte) MAC_DEVICE_TIME),
        reply -> done.accept(reply.outcome("to ask for the time")));
  }

  @Override
  public void send(int fPort, byte[] payload, boolean confirmed, Consumer<Sent> done) {
    uplinks.send(fPort, payload, confirmed, done);
  }

  @Override
  public int maxPayload() {
    return uplinks.maxPayload();
  }

  private void onEvent(LbmEvent event) {
    switch (event.type()) {
      case LbmEvent.RESET -> onReset();
      case LbmEvent.JOINED -> onJoined();
      case LbmEvent.JOIN_FAIL -> joining.end(NO_ANSWER);
      case LbmEvent.TX_DONE -> uplinks.onDone(event.status());
      case LbmEvent.DOWN_DATA -> downlinks.fetch();
      case LbmEvent.CLASS_B_STATUS -> onClassB(event.status());
      case LbmEvent.LORAWAN_MAC_TIME -> readTime();
      default -> {} // what this product does not use
    }
  }

  private void onReset() {
    kept = false;
    wasReset = true;
    if (!settingUp) {
      forget();
      lookAgain();
      tell(Events::onReset);
    }
  }

  private void onJoined() {
    if (joining.isAwaited()) {
      joining.end(Outcome.OK);
    } else if (!settingUp) {
      tell(Events::onJoined);
    }
  }

  private void onClassB(int status) {
    if (status == 0 && groups.inClassB()) {
      groups.forget();
      tell(Events::onBeaconLost);
    }
  }

  private void readTime() {
    channel.askNext(
        LbmCommand.GET_LORAWAN_TIME,
        Bytes.EMPTY,
        reply -> {
          if (reply.isOk() && reply.data().length() >= 2 * Integer.BYTES) {
            long seconds = Integer.toUnsignedLong(reply.data().asBuffer().getInt());
            long millis = Integer.toUnsignedLong(reply.data().asBuffer().getInt(Integer.BYTES));
            tell(
                to ->
                    to.onNetworkTime(
                        GpsTime.instant(Duration.ofSeconds(seconds).plusMillis(millis))));
          }
        });
  }
}
