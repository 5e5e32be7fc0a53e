package dev.fuota.server.network;

import dev.fuota.gateway.port.TxStatus;
import dev.fuota.protocol.codec.Bytes;
import dev.fuota.protocol.lorawan.DataFrame;
import dev.fuota.protocol.lorawan.DataRate;
import dev.fuota.protocol.lorawan.FCtrl;
import dev.fuota.protocol.lorawan.command.MacCommands;
import dev.fuota.server.network.Device.Waiting;
import dev.fuota.server.network.Reception.Hearer;
import dev.fuota.server.port.SentListener.Sent;
import dev.fuota.server.port.SessionStore;
import dev.fuota.server.port.Timers;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Finds places for the downlinks of single devices: the windows of the last uplink while they are
 * ahead; else a ping slot, if the device listens in class B; else the next free time, if it always
 * listens (class C) and is not in a session of a group elsewhere. MAC commands and acknowledgements
 * go into windows only.
 *
 * <p>A frame that every gateway refuses leaves its counter used and its payload at the front of the
 * queue, for the next place.
 */
final class Downlinks {
  private static final int GATEWAYS_MAX = 3;

  private final Regional regional;
  private final SessionStore store;
  private final InstantSource clock;
  private final Timers timers;
  private final Transmitter transmitter;
  private final PingSlotFinder slots;
  private final WaitingRoom waitingRoom;

  Downlinks(
      Regional regional,
      SessionStore store,
      InstantSource clock,
      Timers timers,
      Transmitter transmitter,
      PingSlotFinder slots,
      WaitingRoom waitingRoom) {
    this.regional = regional;
    this.store = store;
    this.clock = clock;
    this.timers = timers;
    this.transmitter = transmitter;
    this.slots = slots;
    this.waitingRoom = waitingRoom;
  }

  /** What a frame would have in it. */
  private record Content(
      Session session,
      boolean ack,
      Bytes fOpts,
      int fPort,
      Bytes payload,
      DownlinkQueue<Waiting>.@Nullable Entry entry) {
    int length() {
      int body = fPort == DataFrame.NO_PORT ? 0 : 1 + payload.length();
      return DataFrame.LENGTH_MIN + fOpts.length() + body;
    }

    boolean isEmpty() {
      return !ack && fPort == DataFrame.NO_PORT && fOpts.isEmpty();
    }
  }

  /** Uses a place that is there for what the device is to be told, if it is to be told anything. */
  void serve(Device device) {
    Optional<Session> session = device.session();
    if (session.isEmpty()) {
      return;
    }
    Optional<ReceiveWindows> windows =
        device.unanswered().map(it -> ReceiveWindows.of(regional, it, session.get().radio()));
    Optional<Instant> lastStart = windows.map(ReceiveWindows::rx2Start);
    if (lastStart.isPresent() && !lastStart.get().isBefore(clock.instant())) {
      inWindows(device, session.get(), windows.get());
      if (!device.queue().isEmpty() && (device.isClassB() || device.isClassC())) {
        later(device, lastStart.get().plusMillis(1));
      }
    } else if (!device.queue().isEmpty() && device.isClassB()) {
      inPingSlot(device, session.get());
    } else if (!device.queue().isEmpty() && device.isClassC()) {
      atAnyTime(device, session.get());
    }
  }

  /** Looks again for what waits for another time than that of a window. */
  void anew(Device device) {
    if (device.isClassC() && !device.queue().isEmpty()) {
      serve(device);
    }
  }

  private void later(Device device, Instant when) {
    Duration rest = Duration.between(clock.instant(), when);
    Duration wait = rest.isNegative() ? Duration.ZERO : rest;
    device.wakeUp(timers.after(wait, () -> serve(device)));
  }

  private void inWindows(Device device, Session session, ReceiveWindows windows) {
    Content content = content(device, session, windows.maxPayload());
    boolean needless = content.isEmpty() && !device.answerDue();
    if (needless || !session.canSend(content.fPort())) {
      return;
    }
    List<Place> places = free(windows.places(), content.length());
    if (!places.isEmpty()) {
      device.useWindows();
      send(device, content, places);
    }
  }

  private List<Place> free(List<Place> places, int length) {
    List<Place> free = new ArrayList<>(places);
    free.removeIf(place -> !transmitter.isFree(place, length));
    return free;
  }

  private static Content content(Device device, Session session, int maxPayload) {
    Bytes commands = MacCommands.encode(device.commands());
    boolean ack = device.acknowledgementDue();
    if (commands.length() > DataFrame.F_OPTS_MAX && commands.length() <= maxPayload) {
      return new Content(session, ack, Bytes.EMPTY, 0, commands, null);
    }
    Bytes fOpts = commands.length() > DataFrame.F_OPTS_MAX ? Bytes.EMPTY : commands;
    DownlinkQueue<Waiting>.Entry head = device.queue().peek();
    return head != null
            && head.content().downlink().payload().length() + fOpts.length() <= maxPayload
        ? of(session, ack, fOpts, head)
        : new Content(session, ack, fOpts, DataFrame.NO_PORT, Bytes.EMPTY, null);
  }

  private static Content of(
      Session session, boolean ack, Bytes fOpts, DownlinkQueue<Waiting>.Entry head) {
    return new Content(
        session,
        ack,
        fOpts,
        head.content().downlink().fPort(),
        head.content().downlink().payload(),
        head);
  }

  private void inPingSlot(Device device, Session session) {
    DownlinkQueue<Waiting>.Entry head = device.queue().peek();
    Optional<Reception> heard = device.lastUplink();
    if (head == null || heard.isEmpty() || session.pingPeriodicity() < 0) {
      return;
    }
    Content content = of(session, false, Bytes.EMPTY, head);
    if (content.payload().length() > slots.rate().maxPayload()
        || !session.canSend(content.fPort())) {
      return;
    }
    List<KnownGateway> gateways =
        gateways(heard.get()).stream().filter(KnownGateway::hasGps).toList();
    List<Place> places =
        slots.places(
            gateways,
            session.devAddr(),
            session.pingPeriodicity(),
            device.slotTaken(),
            content.length());
    if (!places.isEmpty()) {
      Duration length = places.get(0).timeOnAir(content.length());
      Instant end = places.get(0).start().plus(length);
      device.takeSlot(end);
      send(device, content, places);
      later(device, end);
    }
  }

  private void atAnyTime(Device device, Session session) {
    DownlinkQueue<Waiting>.Entry head = device.queue().peek();
    Optional<Reception> heard = device.lastUplink();
    if (head == null || heard.isEmpty()) {
      return; // nobody knows which gateway would reach it
    }
    Content content = of(session, false, Bytes.EMPTY, head);
    int frequencyHz = regional.region().rx2FrequencyHz();
    DataRate rate = regional.region().dataRate(session.radio().rx2Rate()).orElseThrow();
    Optional<Listening> elsewhere =
        device.listening().filter(it -> it.misses(clock.instant(), frequencyHz, rate));
    if (elsewhere.isPresent()) {
      later(device, elsewhere.get().until()); // or behind its next uplink
      return;
    }
    if (content.payload().length() > rate.maxPayload() || !session.canSend(content.fPort())) {
      return;
    }
    List<KnownGateway> gateways = gateways(heard.get());
    if (gateways.isEmpty()) {
      return;
    }
    AnyTime what = new AnyTime(gateways, frequencyHz, rate, content.length());
    Place place = what.soonest(clock.instant());
    if (place.start().isAfter(clock.instant())) {
      device.wakeUp(waitingRoom.await(place.start(), what, () -> serve(device)));
    } else {
      send(device, content, List.of(place));
      later(device, place.start().plus(place.timeOnAir(content.length())));
    }
  }

  private static List<KnownGateway> gateways(Reception heard) {
    return heard.hearers().stream()
        .map(Hearer::gateway)
        .filter(gateway -> gateway.link().isPresent())
        .limit(GATEWAYS_MAX)
        .toList();
  }

  private void send(Device device, Content content, List<Place> places) {
    if (content.entry() != null) {
      device.queue().poll();
    }
    FCtrl fCtrl = new FCtrl(false, false, content.ack(), !device.queue().isEmpty());
    Bytes frame =
        content
            .session()
            .seal(fCtrl, content.fOpts(), content.fPort(), content.payload(), () -> keep(device));
    transmitter.send(frame, places, new Report(device, content.entry()));
  }

  private void keep(Device device) {
    store.save(device.stored());
    store.commit();
  }

  private record Report(Device device, DownlinkQueue<Waiting>.@Nullable Entry entry)
      implements Transmitter.Outcome {
    @Override
    public void onSent(Sent sent) {
      if (entry != null) {
        entry.content().listener().onSent(sent);
      }
    }

    @Override
    public void onRefused(TxStatus last) {
      if (entry != null) {
        device.queue().putBack(entry);
      }
    }
  }
}
