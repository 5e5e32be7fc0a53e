package dev.fuota.server.chirpstack;

import dev.fuota.protocol.codec.Bytes;
import dev.fuota.protocol.codec.Decoded;
import dev.fuota.protocol.lorawan.DevAddr;
import dev.fuota.protocol.lorawan.SessionKeys;
import dev.fuota.server.chirpstack.Trouble.Kind;
import dev.fuota.server.port.DeviceId;
import dev.fuota.server.port.Downlink;
import dev.fuota.server.port.DownlinkChannel;
import dev.fuota.server.port.LorawanNetwork;
import dev.fuota.server.port.QueuedDownlink;
import dev.fuota.server.port.SentListener;
import dev.fuota.server.port.Timers;
import dev.fuota.server.port.UplinkListener;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/**
 * A ChirpStack v4 as the network of a campaign. Devices, their profile and their keys are
 * ChirpStack's; multicast groups are made in it as campaigns need them. Everything is called on the
 * one thread that drives the server.
 *
 * <p>What the port promises, and how it is kept:
 *
 * <ul>
 *   <li>Whether ChirpStack knows a device turns out later. A downlink that it refuses stops
 *       waiting, the listener is told of the trouble, and no sent report comes.
 *   <li>The sent report of a unicast downlink is ChirpStack's {@code txack}: a gateway has taken
 *       the frame. That of a multicast frame is explained at {@link GroupWatch}.
 *   <li>ChirpStack counts the frames of a group. The counter is read by {@link #open} and with each
 *       frame; while nobody else sends to the group, {@link #nextMcFCnt} is that of the next frame,
 *       and never above it.
 *   <li>While ChirpStack is away, calls are repeated; a cancelled downlink ends its own.
 * </ul>
 */
public final class ChirpstackNetwork implements LorawanNetwork {
  private static final int DEVICES_MAX = 100_000;

  private final Context context;
  private final SentBook book = new SentBook();
  private final List<UplinkListener> uplinkListeners = new ArrayList<>();
  private final Map<DeviceId, DeviceQueue> devices = new LinkedHashMap<>();
  private final Map<DeviceId, Frame> lastFrames = new LinkedHashMap<>();
  private final Map<DevAddr, GroupQueue> groups = new LinkedHashMap<>();
  private final Map<DevAddr, List<Group>> found = new LinkedHashMap<>();
  private boolean isOpen;

  private record Frame(DevAddr devAddr, long fCnt) {}

  /** An adapter that has not yet spoken to its ChirpStack. */
  public ChirpstackNetwork(
      ChirpstackSettings settings,
      ApiTransport transport,
      InstantSource clock,
      Timers timers,
      ChirpstackListener listener) {
    this.context =
        new Context(
            settings,
            new ApiCaller(transport, timers, settings.retryFor()),
            timers,
            new Reports(clock, settings.region()),
            listener);
  }

  /**
   * Reads the multicast groups that an earlier run made, with their counters. To be called once,
   * before the first group is defined.
   *
   * @param then what went wrong, if anything
   */
  public void open(Consumer<Optional<Trouble>> then) {
    GroupCalls calls = new GroupCalls(context.settings());
    context
        .caller()
        .call(
            calls.list(),
            outcome -> {
              if (outcome instanceof Outcome.Done<List<String>> done) {
                readGroups(calls, new ArrayList<>(done.value()), then);
              } else if (outcome instanceof Outcome.Failed<List<String>> failed) {
                then.accept(Optional.of(failed.trouble()));
              }
            });
  }

  private void readGroups(GroupCalls calls, List<String> ids, Consumer<Optional<Trouble>> then) {
    if (ids.isEmpty()) {
      isOpen = true;
      then.accept(Optional.empty());
      return;
    }
    String id = ids.remove(ids.size() - 1);
    context
        .caller()
        .call(
            calls.get(id),
            outcome -> {
              if (outcome instanceof Outcome.Done<Optional<Group>> done) {
                done.value().ifPresent(this::keep);
                readGroups(calls, ids, then);
              } else if (outcome instanceof Outcome.Failed<Optional<Group>> failed) {
                then.accept(Optional.of(failed.trouble()));
              }
            });
  }

  private void keep(Group group) {
    found.computeIfAbsent(group.mcAddr(), address -> new ArrayList<>()).add(group);
  }

  @Override
  public void listen(UplinkListener listener) {
    uplinkListeners.add(listener);
  }

  @Override
  public Optional<QueuedDownlink> send(DeviceId device, Downlink downlink, SentListener listener) {
    boolean hasDevEui = device.eui() >>> 32 != 0;
    return hasDevEui
        ? devices
            .computeIfAbsent(device, id -> new DeviceQueue(id, context, book))
            .send(downlink, listener)
        : Optional.empty();
  }

  @Override
  public void defineGroup(DevAddr mcAddr, SessionKeys keys) {
    if (!isOpen) {
      throw new IllegalStateException("the groups of ChirpStack are not read yet");
    }
    GroupQueue old = groups.get(mcAddr);
    if (old != null && old.hasKeys(keys)) {
      return;
    }
    GroupQueue group = new GroupQueue(mcAddr, keys, context);
    group.found(found.getOrDefault(mcAddr, List.of()));
    found.remove(mcAddr);
    if (old != null) {
      group.replaces(old);
    }
    groups.put(mcAddr, group);
  }

  @Override
  public void members(DevAddr mcAddr, Set<DeviceId> members) {
    group(mcAddr).members(members);
  }

  /** ChirpStack cannot be told: it has a class for a device, and no times. */
  @Override
  public void listening(
      List<DeviceId> devices, DownlinkChannel channel, Instant from, Instant until) {}

  @Override
  public long nextMcFCnt(DevAddr mcAddr) {
    return group(mcAddr).nextMcFCnt();
  }

  @Override
  public Optional<QueuedDownlink> multicast(
      DevAddr mcAddr, Downlink downlink, DownlinkChannel channel, SentListener listener) {
    GroupQueue group = group(mcAddr);
    Optional<GroupChannel> where = GroupChannel.of(channel, context.settings().region());
    if (where.isEmpty()) {
      String why = "ChirpStack's class B groups do not hop: a frequency must be named";
      context.listener().onTrouble(new Trouble(Kind.REFUSED, "group " + mcAddr, why));
    }
    return where.flatMap(there -> group.send(downlink, there, listener));
  }

  private GroupQueue group(DevAddr mcAddr) {
    GroupQueue group = groups.get(mcAddr);
    if (group == null) {
      throw new IllegalArgumentException("group " + mcAddr + " is not defined");
    }
    return group;
  }

  /** A message of ChirpStack's MQTT integration; whatever it is, this returns. */
  public void onMessage(String topic, Bytes payload) {
    Decoded<DeviceEvent> decoded =
        DeviceEvent.decode(context.settings().applicationId(), topic, payload);
    if (decoded instanceof Decoded.Ok<DeviceEvent> ok) {
      onEvent(ok.get());
    } else if (decoded instanceof Decoded.Malformed<DeviceEvent> malformed) {
      String what = "event on " + topic.substring(0, Math.min(topic.length(), 100));
      context.listener().onTrouble(new Trouble(Kind.GARBAGE, what, malformed.detail()));
    }
  }

  private void onEvent(DeviceEvent event) {
    if (event instanceof DeviceEvent.Up up) {
      onUp(up);
    } else if (event instanceof DeviceEvent.TxAck ack) {
      book.onSent(ack.queueItemId(), item -> context.reports().unicast(item, ack.rate()));
    } else if (event instanceof DeviceEvent.Join join) {
      lastFrames.remove(join.device());
      context.listener().onJoin(join.device(), join.devAddr());
    } else if (event instanceof DeviceEvent.Log log) {
      onLog(log);
    }
  }

  /** MQTT may deliver a message twice. */
  private void onUp(DeviceEvent.Up up) {
    Frame frame = new Frame(up.devAddr(), up.fCnt());
    if (frame.equals(lastFrames.put(up.device(), frame))) {
      return;
    }
    if (lastFrames.size() > DEVICES_MAX) {
      lastFrames.remove(lastFrames.keySet().iterator().next());
    }
    List.copyOf(uplinkListeners)
        .forEach(listener -> listener.onUplink(context.reports().uplink(up)));
  }

  private void onLog(DeviceEvent.Log log) {
    if (log.isLost()) {
      book.onLost(log.queueItemId());
    }
    if (log.isError()) {
      String what = "device " + log.device() + ", " + log.code();
      context.listener().onTrouble(new Trouble(Kind.NOT_SENT, what, log.text()));
    }
  }
}
