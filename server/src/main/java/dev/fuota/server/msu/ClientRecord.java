package dev.fuota.server.msu;

import dev.fuota.protocol.msu.DeviceParameters;
import dev.fuota.protocol.msu.Endpoint;
import dev.fuota.protocol.msu.IAm;
import dev.fuota.protocol.msu.Ipv4;
import dev.fuota.protocol.msu.Profile;
import dev.fuota.protocol.msu.ResponseCode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What the server knows of one client. Its key is source address and Device ID (decision 0021,
 * D-67); the port is where it was heard last, and moves only when the client itself confirms it.
 */
final class ClientRecord {
  private final Ipv4 deviceId;
  private final List<ClientFile> files = new ArrayList<>();
  private Endpoint endpoint;
  private @Nullable IAm announcement;
  private ClientState state;
  private boolean wasConnected;
  private @Nullable ResponseCode refusal;
  private long heardAt;
  private long askedAt;
  private int asksUnanswered;
  private long roundTrip = -1;

  ClientRecord(Ipv4 deviceId, Endpoint endpoint, ClientState state, long now) {
    this.deviceId = deviceId;
    this.endpoint = endpoint;
    this.state = state;
    this.heardAt = now;
    this.askedAt = now;
  }

  Ipv4 deviceId() {
    return deviceId;
  }

  Endpoint endpoint() {
    return endpoint;
  }

  void moveTo(Endpoint other) {
    endpoint = other;
  }

  ClientState state() {
    return state;
  }

  /** Only {@link Clients} calls this: it counts. */
  void setState(ClientState next) {
    state = next;
    wasConnected |= next == ClientState.CONNECTED;
  }

  boolean wasConnected() {
    return wasConnected;
  }

  boolean isConnected() {
    return state == ClientState.CONNECTED;
  }

  /** Whether nothing is to be sent for it in the current file: it has reported, or is not there. */
  boolean isFinished() {
    return !isConnected() || file().isFinished();
  }

  Optional<IAm> announcement() {
    return Optional.ofNullable(announcement);
  }

  void announced(IAm iAm) {
    announcement = iAm;
  }

  /** What it can of our own extension. */
  Profile profile() {
    return announcement == null ? Profile.NONE : Profile.ofCommParam(announcement.commParam());
  }

  Optional<DeviceParameters> parameters() {
    return announcement().flatMap(IAm::parameters);
  }

  Optional<ResponseCode> refusal() {
    return Optional.ofNullable(refusal);
  }

  void refused(ResponseCode code) {
    refusal = code;
  }

  /** The file that is being transferred, or was last. */
  ClientFile file() {
    return files.get(files.size() - 1);
  }

  /** All files so far, in their order. */
  List<ClientFile> files() {
    return files;
  }

  void nextFile() {
    files.add(new ClientFile());
  }

  long heardAt() {
    return heardAt;
  }

  void heard(long now) {
    heardAt = now;
    asksUnanswered = 0;
  }

  long askedAt() {
    return askedAt;
  }

  int asksUnanswered() {
    return asksUnanswered;
  }

  void asked(long now) {
    askedAt = now;
    asksUnanswered++;
  }

  /** From a Connect to its answer, in nanoseconds; less than zero if it was never measured. */
  long roundTrip() {
    return roundTrip;
  }

  void measured(long nanos) {
    roundTrip = nanos;
  }
}
