package dev.fuota.server.service;

import dev.fuota.protocol.codec.PackageVersion;
import dev.fuota.server.msu.MsuPhase;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * What a part of a campaign is.
 *
 * @param part its number, from 0
 * @param wave 0 goes first, 1 when all of that came through
 * @param packages version of the packages of its devices
 * @param form "full", "delta from 1.0.0"; empty without a file
 * @param file SHA-256 of what is sent; empty without a file
 * @param fwVersion that its devices run in the end; empty if the file is no firmware
 * @param group name under which its group is kept
 * @param mcGroupId 0..3
 * @param fragmentsNeeded uncoded fragments, or chunks on MSU; 0 without a file
 * @param fragmentsTotal uncoded and coded ones of a round
 * @param stages that it will go through, by their stable names
 */
record PartPlan(
    int part,
    int wave,
    String network,
    PackageVersion packages,
    String form,
    Optional<String> file,
    OptionalLong fwVersion,
    String group,
    int mcGroupId,
    int devices,
    int fragmentsNeeded,
    int fragmentsTotal,
    List<String> stages) {
  PartPlan {
    stages = List.copyOf(stages);
  }

  /** Whether it runs by Mass Software Upgrade: a cycle begins with the search for its devices. */
  boolean isMsu() {
    return stages.contains(MsuPhase.DISCOVERY.name());
  }

  /** For people. */
  String name() {
    return network
        + (form.isEmpty() ? "" : ", " + form)
        + (isMsu() ? "" : ", packages in version " + packages.number())
        + (wave == 0 ? "" : ", the rest");
  }
}
