package dev.fuota.server.service;

import dev.fuota.protocol.codec.Bytes;
import dev.fuota.server.campaign.CampaignKind;
import dev.fuota.server.firmware.Crafted;
import dev.fuota.server.firmware.FirmwareWorkshop;
import dev.fuota.server.firmware.Form;
import dev.fuota.server.firmware.FormPolicy;
import dev.fuota.server.port.DeviceId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeSet;

/** Finds out which device gets the file in which form (TR-01). */
final class FormMaker {
  private final FirmwareWorkshop workshop;
  private final Files files;

  FormMaker(FirmwareWorkshop workshop, Files files) {
    this.workshop = workshop;
    this.files = files;
  }

  /**
   * Forms of a file.
   *
   * @param devices of each form
   * @param refused devices that can take none
   */
  record Formed(Map<Draft.File, Set<DeviceId>> devices, List<DeviceProblem> refused) {}

  Result<Formed> make(
      CampaignRequest request, FormPolicy policy, Map<DeviceId, DeviceEntry> devices) {
    if (request.kind() == CampaignKind.CONFIGURE_MULTICAST_GROUPS) {
      return new Result.Ok<>(one(Draft.File.NONE, devices));
    }
    Optional<Bytes> content = request.file().flatMap(files::content);
    if (content.isEmpty()) {
      return Result.refused("FILE_UNKNOWN", "there is no file " + request.file().orElse("given"));
    }
    if (request.kind() == CampaignKind.UPLOAD_BINARY_FILE) {
      return new Result.Ok<>(one(new Draft.File("file", content, OptionalLong.empty()), devices));
    }
    Crafted crafted =
        workshop.forms(
            content.get(), devices.values().stream().map(DeviceEntry::candidate).toList(), policy);
    if (crafted instanceof Crafted.Forms forms) {
      return new Result.Ok<>(formed(forms));
    }
    Crafted.Unusable unusable = (Crafted.Unusable) crafted;
    return Result.refused(unusable.reason().name(), unusable.sentence());
  }

  private static Formed one(Draft.File file, Map<DeviceId, DeviceEntry> devices) {
    return new Formed(Map.of(file, devices.keySet()), List.of());
  }

  private static Formed formed(Crafted.Forms forms) {
    Map<Draft.File, Set<DeviceId>> devices = new LinkedHashMap<>();
    for (Form form : forms.forms()) {
      devices.put(
          new Draft.File(form.name(), Optional.of(form.file()), OptionalLong.of(form.fwVersion())),
          new TreeSet<>(form.devices()));
    }
    List<DeviceProblem> refused = new ArrayList<>();
    forms
        .refused()
        .forEach(
            it ->
                refused.add(
                    new DeviceProblem(it.device().toString(), it.code().name(), it.sentence())));
    return new Formed(devices, refused);
  }
}
