package dev.fuota.fleet.replay;

import dev.fuota.hal.radio.LoraChannel;
import dev.fuota.protocol.codec.Bytes;
import dev.fuota.protocol.codec.PackageVersion;
import dev.fuota.protocol.explain.ExplainedCommand;
import dev.fuota.protocol.explain.ExplainedField;
import dev.fuota.protocol.explain.Explainer;
import dev.fuota.protocol.explain.Explanation;
import dev.fuota.protocol.fragmentation.DataFragment;
import dev.fuota.protocol.fragmentation.FragmentationCommand;
import dev.fuota.protocol.fragmentation.FragmentationDownlink;
import dev.fuota.protocol.lorawan.DataFrame;
import dev.fuota.protocol.lorawan.FCtrl;
import dev.fuota.protocol.lorawan.JoinRequest;
import dev.fuota.protocol.lorawan.command.MacCommands;
import dev.fuota.protocol.lorawan.command.ParsedCommands;
import dev.fuota.protocol.packages.ApplicationPackage;
import dev.fuota.protocol.packages.ApplicationPackage.Direction;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Frames in words.
 *
 * @param version of the packages of the device
 */
record Frames(PackageVersion version) {

  static String channel(LoraChannel channel) {
    String rate =
        channel.isFsk()
            ? "FSK"
            : "SF" + channel.spreadingFactor() + "/" + channel.bandwidthHz() / 1000;
    return String.format(Locale.ROOT, "%.3f MHz %s", channel.frequencyHz() / 1e6, rate);
  }

  /** The header of a frame, as anybody can read it. */
  static String frame(byte[] phyPayload) {
    Bytes octets = Bytes.of(phyPayload);
    Optional<DataFrame> data = DataFrame.decode(octets).value();
    if (data.isPresent()) {
      return data(data.get());
    }
    Optional<JoinRequest> join = JoinRequest.decode(octets).value();
    return join.map(it -> "join-request, DevEUI " + it.devEui() + ", DevNonce " + it.devNonce())
        .orElseGet(
            () -> isJoinAccept(phyPayload) ? "join-accept" : phyPayload.length + " other octets");
  }

  private static boolean isJoinAccept(byte[] phyPayload) {
    return phyPayload.length > 0 && (phyPayload[0] & 0xe0) == 0x20;
  }

  private static String data(DataFrame frame) {
    FCtrl control = frame.fCtrl();
    boolean up = frame.type().isDataUp();
    List<String> flags =
        Stream.of(
                frame.type().isConfirmed() ? "confirmed" : "",
                control.ack() ? "ACK" : "",
                up && control.adrAckReq() ? "ADRACKReq" : "",
                up || !control.fPending() ? "" : "FPending")
            .filter(flag -> !flag.isEmpty())
            .toList();
    String port = frame.fPort() == DataFrame.NO_PORT ? "no FPort" : "FPort " + frame.fPort();
    return String.join(
        ", ",
        Stream.of(
                Stream.of(frame.devAddr() + " FCnt " + frame.fCnt(), port),
                flags.stream(),
                Stream.of(frame.phyPayload().length() + " octets"))
            .flatMap(parts -> parts)
            .toList());
  }

  /** The MAC commands that a frame carries in the open; LoRaWAN 1.1 encrypts them. */
  static List<String> options(byte[] phyPayload) {
    Optional<DataFrame> data = DataFrame.decode(Bytes.of(phyPayload)).value();
    if (data.isEmpty() || data.get().fOpts().isEmpty()) {
      return List.of();
    }
    Bytes octets = data.get().fOpts();
    ParsedCommands parsed =
        data.get().type().isDataUp()
            ? MacCommands.decodeUp(octets)
            : MacCommands.decodeDown(octets);
    List<String> lines = new ArrayList<>();
    parsed.commands().forEach(command -> lines.add("MAC " + command));
    return parsed.defect().isEmpty() ? lines : List.of("MAC commands " + octets);
  }

  /** What a payload says, decrypted. */
  List<String> payload(int fPort, Bytes payload, Direction direction) {
    if (payload.isEmpty()) {
      return List.of();
    }
    Optional<ApplicationPackage> kind =
        Stream.of(ApplicationPackage.values())
            .filter(each -> each.defaultFPort() == fPort)
            .findFirst();
    if (kind.isEmpty()) {
      return List.of("payload " + payload);
    }
    Explanation read = new Explainer(kind.get(), version, direction).explain(payload);
    List<String> lines = new ArrayList<>();
    read.commands().forEach(command -> lines.add(command(command)));
    read.defect().ifPresent(defect -> lines.add("cannot be read: " + defect.sentence()));
    return lines;
  }

  /** Whether a downlink brings a fragment. */
  static boolean isFragment(int fPort, Bytes payload) {
    return fPort == FragmentationCommand.DEFAULT_FPORT
        && FragmentationDownlink.commands(PackageVersion.V1).decodeAll(payload).commands().stream()
            .anyMatch(DataFragment.class::isInstance);
  }

  private static String command(ExplainedCommand command) {
    String fields =
        command.fields().stream()
            .filter(field -> !field.name().equals("CID") && !field.name().equals("RFU"))
            .map(Frames::field)
            .collect(Collectors.joining(", "));
    return fields.isEmpty() ? command.name() : command.name() + "  " + fields;
  }

  /** Keys and data are shown by their length: they are long, and keys are nobody's business. */
  private static String field(ExplainedField field) {
    String value =
        field.octets().length() > Long.BYTES ? field.octets().length() + " octets" : field.value();
    return field.name() + " " + value;
  }
}
