package dev.fuota.emulators.modem;

import dev.fuota.agent.mac.DeviceClass;
import dev.fuota.agent.mac.Mac;
import dev.fuota.agent.mac.MacConfig;
import dev.fuota.agent.store.NvmKey;
import dev.fuota.hal.link.Downlink;
import dev.fuota.hal.link.LorawanLink;
import dev.fuota.hal.link.MulticastGroup;
import dev.fuota.hal.nvm.Nvm;
import dev.fuota.hal.radio.Quality;
import dev.fuota.hal.radio.Radio;
import dev.fuota.hal.time.Scheduler;
import dev.fuota.protocol.lorawan.region.Region;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * The LoRaWAN device inside a modem: this product's MAC on a radio. A modem can give a session up,
 * join anew and be reset, which the MAC cannot: each time the MAC before is cut off and another one
 * takes its place.
 */
public final class ModemDevice {
  private final Radio radio;
  private final Nvm nvm;
  private final InstantSource clock;
  private final Scheduler scheduler;
  private final RandomGenerator random;
  private final Owner owner;
  private final Map<Integer, MulticastGroup> groups = new TreeMap<>();
  private @Nullable Mac mac;
  private @Nullable ModemEars ears;
  private @Nullable Region region;

  /** What the modem's firmware is told. */
  public interface Owner {
    /** There is a session. */
    void onJoined();

    /** The windows behind a join-request passed, and there is no session; the MAC tries again. */
    void onJoinFailed();

    void onDownlink(Downlink downlink, Window window, Quality quality);

    void onUplinkDone(boolean acknowledged);

    default void onNetworkTime(Instant now) {}

    default void onLinkCheck(int marginDb, int gateways, Quality quality) {}

    default void onBeaconLost() {}
  }

  /** Where a downlink was heard. */
  public enum Window {
    RX1,
    RX2,
    RXC,
    /** A ping slot. */
    RXB
  }

  /** A device without session. */
  public ModemDevice(ModemParts parts, Owner owner) {
    this.radio = parts.radio();
    this.nvm = parts.nvm();
    this.clock = parts.clock();
    this.scheduler = parts.scheduler();
    this.random = parts.random();
    this.owner = owner;
  }

  /** Gives up the session, and joins; a personalised device has its session soon. */
  public void join(MacConfig config) {
    stop();
    nvm.delete(NvmKey.SESSION.key());
    resume(config);
  }

  /** Takes up the session that was there before a reset, or joins. */
  public void resume(MacConfig config) {
    stop();
    region = config.region();
    ModemEars mine = new ModemEars(radio, scheduler, owner, this::mac, this::heardOn);
    Mac begun = new Mac(config, mine, nvm, clock, mine.timers(), random);
    begun.listen(mine.events());
    ears = mine;
    mac = begun;
    groups.values().forEach(begun::defineGroup);
    if (begun.activity() == LorawanLink.Activity.ACTIVE) {
      mine.timers().after(Duration.ZERO, owner::onJoined);
    }
  }

  /** The device falls silent, as in a reset; keys of groups are kept until they are deleted. */
  public void stop() {
    if (ears != null) {
      ears.cut();
    }
    ears = null;
    mac = null;
  }

  /** The MAC, from {@link #join} to {@link #stop}. */
  public Optional<Mac> mac() {
    return Optional.ofNullable(mac);
  }

  /** Whether there is a session. */
  public boolean isJoined() {
    return mac != null && mac.activity() == LorawanLink.Activity.ACTIVE;
  }

  /** Whether it tries to get a session. */
  public boolean isJoining() {
    return mac != null && !isJoined();
  }

  /** Whether an uplink, a join or one of their windows is under way. */
  public boolean isBusy() {
    return mac != null && (isJoining() || !mac.isIdle());
  }

  /** See {@link Mac#become}. */
  public void become(DeviceClass other) {
    mac().ifPresent(it -> it.become(other));
  }

  /** Keeps a group, in this session and in those to come. */
  public void defineGroup(MulticastGroup group) {
    groups.put(group.groupId(), group);
    mac().ifPresent(it -> it.defineGroup(group));
  }

  public void deleteGroup(int groupId) {
    groups.remove(groupId);
    mac().ifPresent(it -> it.deleteGroup(groupId));
  }

  /** The groups, with the last counters that were accepted. */
  public Map<Integer, MulticastGroup> groups() {
    return Map.copyOf(groups);
  }

  /** The region of the session, or of the join that is under way. */
  public Optional<Region> region() {
    return Optional.ofNullable(region);
  }

  private void heardOn(Downlink downlink) {
    MulticastGroup before = groups.get(downlink.groupId());
    if (before != null) {
      groups.put(
          before.groupId(),
          new MulticastGroup(
              before.groupId(),
              before.mcAddr(),
              before.mcAppSKey(),
              before.mcNwkSKey(),
              before.minMcFCnt(),
              before.maxMcFCnt(),
              downlink.fCnt()));
    }
  }
}
