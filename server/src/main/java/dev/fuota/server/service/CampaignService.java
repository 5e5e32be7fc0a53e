package dev.fuota.server.service;

import dev.fuota.protocol.codec.Bytes;
import dev.fuota.server.port.DeviceId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Everything that a user can do: register devices, add files, plan, create, start, watch and abort
 * campaigns. Called on the one thread that drives the server; a request that is wrong gets a
 * refusal, never an exception.
 *
 * <p>What it must not forget it saves in its store, together at the end of each turn. A request
 * that changes something returns when the change is durable.
 */
public final class CampaignService {
  private static final String LATER = "NOT_READY";

  private final ServicePorts ports;

  /** A service that does nothing before it is {@link #open opened}. */
  public CampaignService(ServicePorts ports) {
    this.ports = ports;
  }

  /** Reads what the store holds, and goes on with what ran. To be called once, first. */
  public void open() {}

  /** Creates a campaign; it does not start. */
  public Result<Long> create(CampaignRequest request) {
    return Result.refused(LATER, "campaigns cannot be created yet");
  }

  /** Starts a campaign that was created. */
  public Result<CampaignView> start(long id) {
    return Result.refused(LATER, "there is no campaign " + id);
  }

  /**
   * Ends a campaign, whether it has started or not.
   *
   * @param deleteOnDevices whether its devices are told to delete session and group
   */
  public Result<CampaignView> abort(long id, boolean deleteOnDevices) {
    return Result.refused(LATER, "there is no campaign " + id);
  }

  /** What a campaign would be like; it creates nothing. */
  public Result<PlanView> plan(CampaignRequest request) {
    return Result.refused(LATER, "campaigns cannot be planned yet");
  }

  /** All campaigns, the newest first. */
  public List<CampaignView> campaigns() {
    return List.of();
  }

  /** One campaign; empty if there is none with this id. */
  public Optional<CampaignDetail> campaign(long id) {
    return Optional.empty();
  }

  /** Some of its devices; empty if there is no such campaign. */
  public Optional<DevicePage> devices(long id, DeviceQuery query) {
    return Optional.empty();
  }

  /** All its devices by all its stages; empty if there is no such campaign. */
  public Optional<Matrix> matrix(long id) {
    return Optional.empty();
  }

  /**
   * What is different from a matrix that was looked at before.
   *
   * @param since revision of that one
   */
  public Optional<MatrixChanges> matrixChanges(long id, long since) {
    return Optional.empty();
  }

  /** A device within a campaign; empty if it is none of its targets. */
  public Optional<DeviceDetail> device(long id, String device) {
    return Optional.empty();
  }

  /** Keeps a file; the same content again keeps it once. */
  public Result<FileView> addFile(String name, Bytes content) {
    return Result.refused(LATER, "files cannot be added yet");
  }

  public List<FileView> files() {
    return List.of();
  }

  /** All devices, by their names. */
  public List<RegisteredDevice> registered() {
    return List.of();
  }

  public Optional<RegisteredDevice> registered(String device) {
    return Optional.empty();
  }

  /**
   * Registers a device, or registers it anew.
   *
   * @param device 16 hexadecimal digits; 8 for an address that stands for an EUI
   * @param attributes by their names: {@code name}, {@code network}, {@code class} (A, C), {@code
   *     lorawan} (1.0.3, 1.0.4, 1.1), {@code packageVersion} (1, 2), {@code uplinkInterval}, {@code
   *     hardware}, {@code version}, {@code slotSize}, {@code delta}, {@code compressed}; to join
   *     {@code joinEui}, {@code appKey} and in 1.1 {@code nwkKey}; personalised {@code devAddr},
   *     {@code nwkSKey}, {@code appSKey}; and {@code genAppKey} for the keys of groups in 1.0.x
   */
  public Result<RegisteredDevice> register(String device, Map<String, String> attributes) {
    return Result.refused(LATER, "devices cannot be registered yet");
  }

  /** Takes a device from the registry. */
  public Result<RegisteredDevice> remove(String device) {
    return Result.refused(LATER, "there is no device " + device);
  }

  public Map<String, Set<DeviceId>> deviceSets() {
    return Map.of();
  }

  /** Makes a set, or makes it anew; all its devices must be registered. */
  public Result<Set<DeviceId>> saveDeviceSet(String name, List<String> devices) {
    return Result.refused(LATER, "sets cannot be saved yet");
  }

  /** Forgets a set; its devices stay. */
  public Result<Set<DeviceId>> removeDeviceSet(String name) {
    return Result.refused(LATER, "there is no set " + name);
  }

  /** Multicast groups that were made by campaigns and stay on their devices. */
  public List<GroupView> groups() {
    return List.of();
  }

  /** All changes are told to {@code listener} too from now on. */
  public void listen(ServiceListener listener) {}

  /** Makes durable what has changed; for the owner of the loop, at the end of each turn. */
  public void turnEnded() {}

  /** Why the service has stopped to send; empty while all is well. */
  public Optional<String> fault() {
    return Optional.empty();
  }

  /** Names of the networks. */
  public Set<String> networks() {
    return ports.networks().keySet();
  }
}
