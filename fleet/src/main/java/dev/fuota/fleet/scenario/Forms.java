package dev.fuota.fleet.scenario;

import dev.fuota.protocol.codec.Bytes;
import dev.fuota.protocol.expand.PackageKind;
import dev.fuota.protocol.image.SigningKey;
import dev.fuota.samples.FirmwareSamples;
import dev.fuota.server.firmware.Abilities;
import dev.fuota.server.firmware.Candidate;
import dev.fuota.server.firmware.Crafted;
import dev.fuota.server.firmware.FirmwareWorkshop;
import dev.fuota.server.firmware.FormPolicy;
import dev.fuota.server.firmware.Installer;
import dev.fuota.server.port.DeviceId;
import dev.fuota.settings.SettingProblem;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Function;

/** Makes deltas of an image. A fleet has one campaign, so one form has to do for all devices. */
final class Forms {
  private Forms() {}

  /**
   * What all devices are sent.
   *
   * @param problem a mistake that says so
   */
  static Bytes of(
      Bytes image,
      List<DeviceGroup> groups,
      FormPolicy policy,
      Function<String, SettingProblem> problem) {
    FirmwareWorkshop workshop =
        new FirmwareWorkshop(SigningKey.fromPem(FirmwareSamples.privateKeyPem()).value());
    groups.stream()
        .map(DeviceGroup::firmware)
        .distinct()
        .forEach(base -> workshop.addBase(FirmwareSamples.image(base)));
    List<Candidate> candidates = new ArrayList<>();
    for (int i = 0; i < groups.size(); i++) {
      candidates.add(candidate(groups.get(i), i));
    }
    Crafted crafted = workshop.forms(image, candidates, policy);
    if (crafted instanceof Crafted.Unusable unusable) {
      throw problem.apply(unusable.sentence());
    }
    Crafted.Forms forms = (Crafted.Forms) crafted;
    if (!forms.refused().isEmpty()) {
      throw problem.apply("no delta for all: " + forms.refused().get(0).sentence());
    }
    if (forms.forms().size() != 1) {
      throw problem.apply(
          "the groups would need "
              + forms.forms().size()
              + " different files, and a fleet has one campaign; make them alike, or delta: never");
    }
    return forms.forms().get(0).file();
  }

  private static Candidate candidate(DeviceGroup group, int number) {
    return new Candidate(
        new DeviceId(number),
        OptionalLong.of(group.firmware().version().toU32()),
        Optional.empty(),
        Optional.of(FirmwareSamples.classId()),
        abilities(group));
  }

  /** What the devices of a group can do with an image. */
  static Abilities abilities(DeviceGroup group) {
    return new Abilities(
        installer(group),
        group.flash().slotLimit(),
        group.flash().sectorSize(),
        group.limits().expansionRam(),
        Set.of(PackageKind.values()),
        true);
  }

  private static Installer installer(DeviceGroup group) {
    return switch (group.strategy()) {
      case IN_PLACE -> Installer.IN_PLACE;
      case OVERWRITE_ONLY -> Installer.OVERWRITE;
      case AB, SWAP_SCRATCH, SWAP_MOVE, SWAP_OFFSET, DIRECT_XIP -> Installer.TWO_SLOTS;
    };
  }
}
