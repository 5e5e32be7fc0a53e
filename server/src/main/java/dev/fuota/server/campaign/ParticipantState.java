package dev.fuota.server.campaign;

import dev.fuota.protocol.codec.Decoded;
import dev.fuota.server.port.DeviceId;
import java.time.Instant;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;

/**
 * What a campaign must not forget of one device; there are no keys in it.
 *
 * @param stages how far it is in each stage that it came to
 * @param position how many exchanges it is through with
 * @param heard whether it has sent anything since the campaign began
 * @param succeeded whether the campaign has reached with it what it is for
 * @param reason why it is out; empty while it is in
 * @param reportedBlock whether it has said, unasked, that it rebuilt the file
 * @param fragmentsSent of the file by unicast
 * @param missing how many fragments it misses, as it said last; 255 stands for more
 * @param reportedVersion FWversion as it said last
 * @param rebootsAt when it reboots, as far as it has confirmed that
 */
public record ParticipantState(
    DeviceId device,
    Map<Stage, StageState> stages,
    int position,
    boolean heard,
    boolean succeeded,
    String reason,
    boolean reportedBlock,
    int fragmentsSent,
    OptionalInt missing,
    OptionalLong reportedVersion,
    Optional<Instant> rebootsAt) {
  private static final String STAGE = "s.";

  public ParticipantState {
    stages = Map.copyOf(stages);
  }

  /** As one line of text, which {@link #decode} of this and later versions reads. */
  public String encode() {
    StateText text =
        new StateText()
            .put("position", position)
            .flag("heard", heard)
            .flag("succeeded", succeeded)
            .put("reason", Optional.of(reason).filter(it -> !it.isEmpty()))
            .flag("block", reportedBlock)
            .put("fragments", Optional.of(fragmentsSent).filter(it -> it > 0))
            .put("missing", missing.stream().boxed().findFirst())
            .put("version", reportedVersion.stream().boxed().findFirst())
            .put("rebootsAt", rebootsAt);
    for (Stage stage : Stage.values()) {
      StageState state = stages.get(stage);
      if (state != null) {
        text.put(STAGE + stage, state.status() + "," + state.tries() + "," + state.detail());
      }
    }
    return text.encode();
  }

  /** The state of this device that was {@link #encode}d. */
  public static Decoded<ParticipantState> decode(DeviceId device, String text) {
    try {
      return Decoded.ok(of(device, StateText.decode(text)));
    } catch (StateText.BadText e) {
      return new Decoded.Malformed<>(
          Decoded.Reason.BAD_VALUE,
          "ParticipantState",
          "a stored device " + device + ": " + e.getMessage());
    }
  }

  private static ParticipantState of(DeviceId device, StateText.Fields fields) {
    Map<Stage, StageState> stages = new EnumMap<>(Stage.class);
    for (Stage stage : Stage.values()) {
      fields.text(STAGE + stage).ifPresent(it -> stages.put(stage, stageState(it)));
    }
    Optional<Long> missing = fields.number("missing");
    Optional<Long> version = fields.number("version");
    return new ParticipantState(
        device,
        stages,
        fields.count("position"),
        fields.flag("heard"),
        fields.flag("succeeded"),
        fields.text("reason").orElse(""),
        fields.flag("block"),
        fields.count("fragments"),
        missing.isPresent() ? OptionalInt.of(fields.count("missing")) : OptionalInt.empty(),
        version.isPresent() ? OptionalLong.of(version.get()) : OptionalLong.empty(),
        fields.instant("rebootsAt"));
  }

  private static StageState stageState(String text) {
    String[] parts = text.split(",", 3);
    if (parts.length < 3) {
      throw new StateText.BadText("'" + ParameterReader.shortened(text) + "' is no stage");
    }
    int tries = new StateText.Fields(Map.of("tries", parts[1])).count("tries");
    StageState.Status status = StateText.constant(StageState.Status.class, parts[0]);
    return new StageState(status, tries, parts[2]);
  }
}
