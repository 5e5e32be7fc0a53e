package dev.fuota.server.service;

import dev.fuota.protocol.codec.Bytes;
import dev.fuota.protocol.codec.PackageVersion;
import dev.fuota.protocol.lorawan.DataRate;
import dev.fuota.server.campaign.CampaignKind;
import dev.fuota.server.campaign.CampaignParameters;
import dev.fuota.server.campaign.CutFile;
import dev.fuota.server.campaign.Delivery;
import dev.fuota.server.campaign.Job;
import dev.fuota.server.campaign.Problem;
import dev.fuota.server.firmware.FileCutter;
import dev.fuota.server.port.Downlink;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** Makes the engine's job of what a part is for: cuts its file, or reads its commands. */
final class JobMaker {
  /** The least that a unicast downlink carries anywhere, without the head of a fragment. */
  private static final int UNICAST_FRAGMENT = 48;

  private static final int PORT_MAX = 223;
  private static final int COMMANDS_MAX = 100;

  private JobMaker() {}

  /** A job, or why there is none. */
  record Made(Optional<Job> job, List<Problem> problems) {
    static Made of(Job job) {
      return new Made(Optional.of(job), List.of());
    }

    static Made problem(String parameter, String sentence, String allowed) {
      return new Made(Optional.empty(), List.of(new Problem(parameter, sentence, allowed)));
    }
  }

  /** Commands for a group. */
  static Made commands(List<CommandRequest> commands, CampaignParameters parameters) {
    int longest = parameters.multicastChannel().dataRate().maxPayload();
    List<Downlink> downlinks = new ArrayList<>();
    if (commands.size() > COMMANDS_MAX) {
      return Made.problem("commands", "are " + commands.size(), "0.." + COMMANDS_MAX);
    }
    for (CommandRequest command : commands) {
      Optional<Bytes> payload = hex(command.hex());
      if (payload.isEmpty() || payload.get().length() > longest) {
        return Made.problem(
            "commands", "have a payload that cannot be", "0.." + longest + " octets, hexadecimal");
      }
      if (command.fPort() < 1 || command.fPort() > PORT_MAX) {
        return Made.problem("commands", "have an fPort " + command.fPort(), "1.." + PORT_MAX);
      }
      downlinks.add(new Downlink(command.fPort(), payload.get()));
    }
    return Made.of(new Job.ConfigureGroups(downlinks));
  }

  private static Optional<Bytes> hex(String text) {
    try {
      return Optional.of(Bytes.fromHex(text));
    } catch (IllegalArgumentException notThat) {
      return Optional.empty();
    }
  }

  /**
   * A file.
   *
   * @param fwVersion that devices run when they have it; of a firmware only
   */
  static Made file(
      CampaignKind kind,
      Bytes file,
      OptionalLong fwVersion,
      CampaignParameters parameters,
      PackageVersion packages) {
    DataRate rate = parameters.multicastChannel().dataRate();
    boolean unicast = parameters.delivery() == Delivery.UNICAST || parameters.beyond().repair();
    int carried = CutFile.fragSizeMax(rate);
    int longest = unicast ? Math.min(carried, UNICAST_FRAGMENT) : carried;
    int fragSize = parameters.fragSize().orElse(longest);
    if (fragSize > longest) {
      return Made.problem("frag_size", "is " + fragSize, "1.." + longest);
    }
    double redundancy = parameters.redundancy();
    FileCutter.Outcome outcome =
        kind == CampaignKind.UPLOAD_BINARY_FILE
            ? FileCutter.binary(
                file, Integer.MAX_VALUE, FileCutter.ANY_FILE, rate, fragSize, redundancy, packages)
            : FileCutter.firmware(file, Integer.MAX_VALUE, rate, fragSize, redundancy, packages);
    if (outcome instanceof FileCutter.Ready ready) {
      return Made.of(job(kind, ready.file(), fwVersion));
    }
    FileCutter.Refused refused = (FileCutter.Refused) outcome;
    boolean tooLong = refused.reason() == FileCutter.Reason.TOO_MANY_FRAGMENTS;
    return Made.problem(
        "file",
        "cannot be sent: " + refused.sentence(),
        tooLong ? "1.." + FileCutter.FRAGMENTS_MAX + " fragments" : "");
  }

  /** A firmware ends up as the version that its form says, which its own head may not have. */
  private static Job job(CampaignKind kind, CutFile cut, OptionalLong fwVersion) {
    if (kind == CampaignKind.UPLOAD_BINARY_FILE) {
      return new Job.UploadFile(cut);
    }
    return new Job.UpgradeFirmware(
        new CutFile(
            fwVersion.isPresent() ? fwVersion : cut.fwVersion(),
            cut.descriptor(),
            cut.encoder(),
            cut.fragSize(),
            cut.coded(),
            cut.packageVersion()));
  }
}
