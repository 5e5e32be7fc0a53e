package dev.fuota.server.campaign;

import dev.fuota.server.port.DeviceId;
import java.time.Instant;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** A target with all that the campaign knows of it. */
final class Participant {
  private final Target target;
  private final Map<Stage, StageState> states = new EnumMap<>(Stage.class);
  private int uplinks;
  private boolean updated;
  private boolean reportedBlock;
  private int position;
  private String reason = "";
  private @Nullable UnicastRequest request;
  private @Nullable Instant rebootsAt;
  private OptionalLong reportedVersion = OptionalLong.empty();

  Participant(Target target) {
    this.target = target;
  }

  Target target() {
    return target;
  }

  DeviceId device() {
    return target.device();
  }

  StageState state(Stage stage) {
    return states.getOrDefault(stage, StageState.NEW);
  }

  void enter(Stage stage, StageState state) {
    states.put(stage, state);
  }

  /** Whether it has sent anything since the campaign began. */
  boolean isHeard() {
    return uplinks > 0;
  }

  /** How many uplinks it has sent since the campaign began. */
  int uplinks() {
    return uplinks;
  }

  void hear() {
    uplinks++;
    if (request != null) {
      request.onHeard();
    }
  }

  /** Index of the exchange that it is at, or would be if it were still in. */
  int position() {
    return position;
  }

  void moveTo(int newPosition) {
    position = newPosition;
  }

  /** Whether it is neither updated nor out. */
  boolean isIn() {
    return !updated && reason.isEmpty();
  }

  /** Why it is out; empty while it is in. */
  String reason() {
    return reason;
  }

  void leave(String why) {
    reason = why;
  }

  /** A device that is out comes back with a late answer, or for another round of fragments. */
  void comeBack() {
    reason = "";
  }

  boolean isUpdated() {
    return updated;
  }

  void markUpdated() {
    updated = true;
    reason = "";
  }

  /** Whether it has said, unasked, that it rebuilt the block and the MIC is right. */
  boolean hasReportedBlock() {
    return reportedBlock;
  }

  void reportBlock() {
    reportedBlock = true;
  }

  Optional<UnicastRequest> request() {
    return Optional.ofNullable(request);
  }

  void begin(UnicastRequest newRequest) {
    request = newRequest;
    newRequest.start();
  }

  void endRequest() {
    if (request != null) {
      request.settle();
      request = null;
    }
  }

  /** When it reboots, as far as it has confirmed that. */
  Optional<Instant> rebootsAt() {
    return Optional.ofNullable(rebootsAt);
  }

  void rebootsAt(Instant instant) {
    rebootsAt = instant;
  }

  void reported(long fwVersion) {
    reportedVersion = OptionalLong.of(fwVersion);
  }

  DeviceSnapshot snapshot() {
    return new DeviceSnapshot(device(), states, updated, reason, reportedVersion);
  }
}
