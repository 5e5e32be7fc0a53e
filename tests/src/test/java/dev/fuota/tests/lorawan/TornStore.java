package dev.fuota.tests.lorawan;

import static dev.fuota.tests.lorawan.Promise.require;

import dev.fuota.protocol.lorawan.DevAddr;
import dev.fuota.server.port.DeviceId;
import dev.fuota.server.port.SessionStore;
import dev.fuota.server.port.StoredDevice;
import dev.fuota.server.port.StoredGroup;
import dev.fuota.server.port.StoredSession;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * A store that dies between two of its operations, with all that was not committed. No counter in
 * it ever goes back.
 */
final class TornStore implements SessionStore {

  /** The server's process is no more; nothing of the product catches it. */
  static final class Died extends RuntimeException {
    private static final long serialVersionUID = 1;

    Died() {
      super("the store died", null, false, false);
    }
  }

  private record Nonce(DeviceId device, int devNonce) {}

  /** What is in the store, or on its way there. */
  private static final class Content {
    final Map<DeviceId, StoredDevice> devices = new HashMap<>();
    final Set<Nonce> nonces = new HashSet<>();
    final Map<DevAddr, StoredGroup> groups = new HashMap<>();

    void add(Content other) {
      devices.putAll(other.devices);
      nonces.addAll(other.nonces);
      groups.putAll(other.groups);
    }
  }

  private final Content durable = new Content();
  private final Map<DevAddr, StoredSession> sessions = new HashMap<>();
  private Content pending = new Content();
  private int left = Integer.MAX_VALUE;

  /** It will die in so many operations. */
  void dieIn(int operations) {
    left = operations;
  }

  /** Another process has it. */
  void restart() {
    pending = new Content();
    left = Integer.MAX_VALUE;
  }

  /** The session of an address as it was saved last, committed or not. */
  Optional<StoredSession> session(DevAddr devAddr) {
    return Optional.ofNullable(sessions.get(devAddr));
  }

  private void operate() {
    if (--left < 0) {
      throw new Died();
    }
  }

  @Override
  public Optional<StoredDevice> device(DeviceId device) {
    operate();
    StoredDevice fresh = pending.devices.get(device);
    return Optional.ofNullable(fresh == null ? durable.devices.get(device) : fresh);
  }

  @Override
  public void save(StoredDevice device) {
    operate();
    Optional.ofNullable(durable.devices.get(device.device()))
        .ifPresent(before -> grows(before, device));
    Stream.concat(device.session().stream(), device.offered().stream())
        .forEach(session -> sessions.put(session.devAddr(), session));
    pending.devices.put(device.device(), device);
  }

  private static void grows(StoredDevice before, StoredDevice after) {
    require(after.lastDevNonce() >= before.lastDevNonce(), "DevNonce back: %s", after);
    require(after.lastJoinNonce() >= before.lastJoinNonce(), "JoinNonce back: %s", after);
    require(after.lastRjCount1() >= before.lastRjCount1(), "RJcount1 back: %s", after);
    Optional<StoredSession> old = before.session();
    Optional<StoredSession> now = after.session();
    if (old.isPresent() && now.isPresent() && old.get().keys().equals(now.get().keys())) {
      grows(old.get(), now.get());
    }
  }

  private static void grows(StoredSession before, StoredSession after) {
    require(after.lastFCntUp() >= before.lastFCntUp(), "FCntUp back: %s", after);
    require(after.nFCntDownLimit() >= before.nFCntDownLimit(), "NFCntDown back: %s", after);
    require(after.aFCntDownLimit() >= before.aFCntDownLimit(), "AFCntDown back: %s", after);
    require(after.lastRjCount0() >= before.lastRjCount0(), "RJcount0 back: %s", after);
  }

  @Override
  public boolean hasDevNonce(DeviceId device, int devNonce) {
    operate();
    Nonce nonce = new Nonce(device, devNonce);
    return durable.nonces.contains(nonce) || pending.nonces.contains(nonce);
  }

  @Override
  public void addDevNonce(DeviceId device, int devNonce) {
    operate();
    pending.nonces.add(new Nonce(device, devNonce));
  }

  @Override
  public Optional<StoredGroup> group(DevAddr mcAddr) {
    operate();
    StoredGroup fresh = pending.groups.get(mcAddr);
    return Optional.ofNullable(fresh == null ? durable.groups.get(mcAddr) : fresh);
  }

  @Override
  public void save(StoredGroup group) {
    operate();
    pending.groups.put(group.mcAddr(), group);
  }

  @Override
  public int nextSessionCnt(DeviceId device, int fragIndex) {
    throw new UnsupportedOperationException("there is no campaign here");
  }

  @Override
  public void saveNextSessionCnt(DeviceId device, int fragIndex, int next) {
    throw new UnsupportedOperationException("there is no campaign here");
  }

  @Override
  public void commit() {
    operate();
    durable.add(pending);
    pending = new Content();
  }
}
