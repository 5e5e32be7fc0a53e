package dev.fuota.emulators.modem;

import dev.fuota.hal.radio.LoraChannel;
import dev.fuota.hal.radio.Quality;
import dev.fuota.hal.radio.Radio;
import dev.fuota.hal.sim.Simulation;
import dev.fuota.protocol.codec.Bytes;
import dev.fuota.protocol.lorawan.DataFrame;
import dev.fuota.protocol.lorawan.DevAddr;
import dev.fuota.protocol.lorawan.FCtrl;
import dev.fuota.protocol.lorawan.FType;
import dev.fuota.protocol.lorawan.FrameCrypto;
import dev.fuota.protocol.lorawan.JoinAccept;
import dev.fuota.protocol.lorawan.JoinKeys;
import dev.fuota.protocol.lorawan.JoinRequest;
import dev.fuota.protocol.lorawan.LorawanVersion;
import dev.fuota.protocol.lorawan.TimeOnAir;
import dev.fuota.protocol.lorawan.command.DeviceTimeAns;
import dev.fuota.protocol.lorawan.command.DeviceTimeReq;
import dev.fuota.protocol.lorawan.command.LinkCheckAns;
import dev.fuota.protocol.lorawan.command.LinkCheckReq;
import dev.fuota.protocol.lorawan.command.MacCommand;
import dev.fuota.protocol.lorawan.command.MacCommands;
import dev.fuota.protocol.time.GpsTime;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The radio of one device, and a network behind it that answers joins, acknowledges, tells the time
 * and sends what a test gives it.
 */
public final class ScriptedNetwork implements Radio {
  public static final DevAddr DEV_ADDR = DevAddr.fromHex("26011bda");
  public static final Quality QUALITY = new Quality(-80, 7);

  private final Simulation world;
  private final JoinKeys keys;
  private final Deque<Down> waiting = new ArrayDeque<>();
  private @Nullable Listener listener;
  private @Nullable LoraChannel listening;
  private @Nullable FrameCrypto session;
  private @Nullable Bytes joinAnswer;
  private @Nullable DataFrame uplink;
  private Instant heardAt = Instant.MIN;
  private int operation;
  private int window;
  private int joinNonce;
  private int fCntDown;

  /** Uplinks with an FPort, in order. */
  public final List<Up> uplinks = new ArrayList<>();

  /** All data frames of the device, those of its own making too. */
  public int frames;

  public int joins;

  /** Where join-requests were sent. */
  public final List<Integer> joinsHz = new ArrayList<>();

  /** Whether it answers join-requests. */
  public boolean admits = true;

  /** An application uplink. */
  public record Up(int fPort, Bytes payload, boolean confirmed) {}

  private record Down(int fPort, Bytes payload, int window, boolean confirmed) {}

  /** A network that knows one device. */
  public ScriptedNetwork(Simulation world, JoinKeys keys) {
    this.world = world;
    this.keys = keys;
  }

  /** Sends this behind the next uplink, in window 1 or 2. */
  public void answer(int fPort, Bytes payload, int inWindow, boolean confirmed) {
    waiting.add(new Down(fPort, payload, inWindow, confirmed));
  }

  /** A unicast downlink that is not an answer; whether the device listened there. */
  public boolean sendNow(LoraChannel channel, int fPort, Bytes payload) {
    FrameCrypto now = session;
    return now != null
        && broadcast(
            channel,
            now.seal(
                FType.UNCONFIRMED_DATA_DOWN, FCtrl.NONE, fCntDown++, Bytes.EMPTY, fPort, payload));
  }

  /** A frame ends; whether the device listened there. */
  public boolean broadcast(LoraChannel channel, Bytes phyPayload) {
    if (!channel.equals(listening)) {
      return false;
    }
    tell(to -> to.onReceived(phyPayload.toArray(), QUALITY));
    return true;
  }

  /** Where the device listens continuously. */
  public Optional<LoraChannel> listening() {
    return Optional.ofNullable(listening);
  }

  private void tell(Consumer<Listener> event) {
    Listener to = listener;
    if (to != null) {
      event.accept(to);
    }
  }

  private void later(Duration delay, Runnable action) {
    int mine = ++operation;
    world.after(
        delay,
        () -> {
          if (mine == operation) {
            action.run();
          }
        });
  }

  @Override
  public void listen(Listener other) {
    listener = other;
  }

  @Override
  public void transmit(LoraChannel channel, int eirpDbm, byte[] phyPayload) {
    listening = null;
    Bytes frame = Bytes.of(phyPayload);
    later(
        airTime(channel, frame.length(), true),
        () -> {
          window = 0;
          hear(frame, channel);
          tell(to -> to.onTransmitted(Duration.ZERO));
        });
  }

  private void hear(Bytes frame, LoraChannel channel) {
    heardAt = world.instant();
    joinAnswer = null;
    uplink = null;
    Optional<JoinRequest> request =
        frame.at(0) == 0 ? JoinRequest.decode(frame).value() : Optional.empty();
    if (request.isPresent()) {
      joinsHz.add(channel.frequencyHz());
      joins++;
      if (admits && request.get().verify(frame, keys.nwkKey())) {
        admit(request.get());
      }
      return;
    }
    DataFrame data = DataFrame.decode(frame).value().orElseThrow();
    frames++;
    FrameCrypto mine = session;
    if (mine == null) {
      return;
    }
    Bytes payload = mine.open(data, data.fCnt()).orElseThrow();
    uplink = data;
    if (data.fPort() > 0) {
      uplinks.add(new Up(data.fPort(), payload, data.type().isConfirmed()));
    }
  }

  private void admit(JoinRequest request) {
    JoinAccept accept =
        new JoinAccept(++joinNonce, 0x13, DEV_ADDR, false, 0, 0, 1, Optional.empty());
    joinAnswer = accept.seal(keys, request, LorawanVersion.V1_0_4);
    session =
        new FrameCrypto(
            keys.sessionKeys(accept, request, LorawanVersion.V1_0_4),
            DEV_ADDR,
            LorawanVersion.V1_0_4);
    fCntDown = 0;
  }

  private Optional<Bytes> downlink(int inWindow) {
    Bytes accept = joinAnswer;
    if (accept != null && inWindow == 1) {
      return Optional.of(accept);
    }
    DataFrame up = uplink;
    FrameCrypto mine = session;
    if (up == null || mine == null) {
      return Optional.empty();
    }
    Down next = waiting.peek();
    boolean now = next != null && next.window() == inWindow;
    Bytes commands = answers(MacCommands.decodeUp(up.fOpts()).commands());
    boolean owed = up.type().isConfirmed() || !commands.isEmpty();
    if (!now && (next != null || !owed || inWindow != 1)) {
      return Optional.empty();
    }
    uplink = null;
    FCtrl fCtrl = new FCtrl(false, false, up.type().isConfirmed(), false);
    if (!now || next == null) {
      return Optional.of(
          mine.seal(
              FType.UNCONFIRMED_DATA_DOWN,
              fCtrl,
              fCntDown++,
              commands,
              DataFrame.NO_PORT,
              Bytes.EMPTY));
    }
    waiting.remove();
    FType type = next.confirmed() ? FType.CONFIRMED_DATA_DOWN : FType.UNCONFIRMED_DATA_DOWN;
    return Optional.of(mine.seal(type, fCtrl, fCntDown++, commands, next.fPort(), next.payload()));
  }

  private Bytes answers(List<? extends MacCommand> asked) {
    List<MacCommand> answers = new ArrayList<>();
    for (MacCommand command : asked) {
      if (command instanceof DeviceTimeReq) {
        long millis = GpsTime.sinceEpoch(heardAt).toMillis();
        answers.add(new DeviceTimeAns(millis / 1000, (int) (millis % 1000 * 256 / 1000)));
      } else if (command instanceof LinkCheckReq) {
        answers.add(new LinkCheckAns(20, 3));
      }
    }
    return MacCommands.encode(answers);
  }

  @Override
  public void receive(LoraChannel channel, Duration length) {
    listening = null;
    window++;
    Optional<Bytes> frame = downlink(window);
    if (frame.isPresent()) {
      later(
          airTime(channel, frame.get().length(), false),
          () -> tell(to -> to.onReceived(frame.get().toArray(), QUALITY)));
    } else {
      later(length, () -> tell(Listener::onReceiveTimeout));
    }
  }

  @Override
  public void receiveBeacon(LoraChannel channel, int length, Duration within) {
    listening = null;
    later(within, () -> tell(Listener::onReceiveTimeout));
  }

  private static Duration airTime(LoraChannel channel, int length, boolean crc) {
    return TimeOnAir.of(channel.spreadingFactor(), channel.bandwidthHz(), length, crc);
  }

  @Override
  public void receiveContinuously(LoraChannel channel) {
    operation++;
    listening = channel;
  }

  @Override
  public void sleep() {
    operation++;
    listening = null;
  }
}
