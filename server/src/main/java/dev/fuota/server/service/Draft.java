package dev.fuota.server.service;

import dev.fuota.protocol.codec.Bytes;
import dev.fuota.protocol.codec.PackageVersion;
import dev.fuota.server.campaign.CampaignParameters;
import dev.fuota.server.campaign.CutFile;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * A campaign that could be created: everything about it was checked.
 *
 * @param request with all parameters that hold, the service's defaults among them
 * @param refused devices that were asked for and would be no targets
 */
record Draft(CampaignRequest request, List<Part> parts, List<DeviceProblem> refused) {
  Draft {
    parts = List.copyOf(parts);
    refused = List.copyOf(refused);
  }

  /**
   * A file in one of its forms.
   *
   * @param name "full", "delta from 1.0.0"; empty without a file
   * @param content empty without a file
   */
  record File(String name, Optional<Bytes> content, OptionalLong fwVersion) {
    static final File NONE = new File("", Optional.empty(), OptionalLong.empty());
  }

  /**
   * A part.
   *
   * @param cut the file as the engine sends it; empty without one, and on MSU
   * @param needed uncoded fragments, or chunks on MSU
   * @param total uncoded and coded ones
   * @param devices sorted
   * @param stages that it will go through
   */
  record Part(
      Network network,
      PackageVersion packages,
      File file,
      int wave,
      CampaignParameters parameters,
      Optional<CutFile> cut,
      int needed,
      int total,
      List<DeviceEntry> devices,
      List<String> stages) {
    Part {
      devices = List.copyOf(devices);
      stages = List.copyOf(stages);
    }
  }
}
