package dev.fuota.server.service;

import dev.fuota.protocol.codec.Bytes;
import dev.fuota.protocol.msu.FileGeometry;
import dev.fuota.protocol.msu.FileNames;
import dev.fuota.protocol.msu.NotificationKind;
import dev.fuota.server.campaign.CampaignKind;
import dev.fuota.server.campaign.FirmwareVersion;
import dev.fuota.server.campaign.Problem;
import dev.fuota.server.msu.FileContent;
import dev.fuota.server.msu.MsuCampaign;
import dev.fuota.server.msu.MsuFile;
import dev.fuota.server.msu.MsuPhase;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** What a request means on a network of MSU, or why it means nothing there. */
final class MsuOrder {
  /** Of the engine's parameters, those that count for a cycle too. */
  private static final Set<String> ENGINES =
      Set.of("success_threshold", "maximum_duration", "canary");

  private static final Set<String> SERVICES = Set.of("form", "strict");

  private MsuOrder() {}

  /** What a cycle is to do, or why there is none. */
  record Made(Optional<MsuCampaign> campaign, List<Problem> problems) {
    static Made not(String parameter, String sentence, String allowed) {
      return new Made(Optional.empty(), List.of(new Problem(parameter, sentence, allowed)));
    }
  }

  /**
   * What somebody asks for that a cycle cannot do. Defaults of the server are for all its networks,
   * and so count where they can.
   *
   * @param used the networks of the devices
   */
  static List<Problem> unknown(CampaignRequest asked, Map<String, Network> used) {
    List<Problem> problems = new ArrayList<>();
    for (Network network : used.values()) {
      if (!(network instanceof MsuSite)) {
        continue;
      }
      if (asked.kind() == CampaignKind.CONFIGURE_MULTICAST_GROUPS) {
        problems.add(
            new Problem(
                "kind",
                "is for LoRaWAN, and " + network.name() + " is of MSU",
                CampaignKind.UPLOAD_BINARY_FILE + " or " + CampaignKind.FIRMWARE_UPGRADE));
      }
      Set<String> known = new TreeSet<>(ENGINES);
      known.addAll(SERVICES);
      for (String name : new TreeSet<>(asked.parameters().keySet())) {
        if (!known.contains(name)) {
          problems.add(
              new Problem(
                  name,
                  "means nothing on " + network.name() + ", which is of MSU",
                  String.join(", ", known)));
        }
      }
    }
    return problems;
  }

  static boolean counts(String parameter) {
    return ENGINES.contains(parameter);
  }

  /** The parameters that count, without the defaults for other networks. */
  static Map<String, String> counting(Map<String, String> parameters) {
    Map<String, String> counting = new TreeMap<>(parameters);
    counting.keySet().retainAll(ENGINES);
    return counting;
  }

  /** What a request means, for everybody yet. */
  static Made make(MsuSite site, CampaignRequest request, Draft.File file, Files files) {
    String name = request.file().flatMap(files::find).map(FileView::name).orElse("");
    Optional<String> version =
        file.fwVersion().stream().mapToObj(FirmwareVersion::text).findFirst();
    return make(site, name, file.content().orElseThrow(), version);
  }

  /**
   * The same of a file.
   *
   * @param name that it has on the devices
   * @param version of the firmware; empty if it is none
   */
  static Made make(MsuSite site, String name, Bytes content, Optional<String> version) {
    if (!FileNames.isFileName(name)) {
      return Made.not("file", "is called '" + name + "'", "a name that MSU can carry: no folders");
    }
    MsuFile file =
        new MsuFile(
            FileContent.of(content.toArray()), name, Optional.empty(), NotificationKind.UPGRADE);
    try {
      MsuCampaign campaign = site.campaign(List.of(file), version).minimumPass(0).build();
      return new Made(Optional.of(campaign), List.of());
    } catch (IllegalArgumentException refused) {
      return Made.not("file", "cannot be sent: " + refused.getMessage(), "");
    }
  }

  /** How many chunks the file has, unless a device wants smaller ones. */
  static int chunks(MsuCampaign campaign) {
    long size = campaign.files().get(0).content().size();
    FileGeometry geometry =
        new FileGeometry(size, campaign.sequenceLimit(), campaign.sequenceSize());
    return Math.toIntExact(geometry.chunks());
  }

  /** The phases of its cycle, in their order. */
  static List<String> stages(MsuCampaign campaign) {
    List<MsuPhase> phases = new ArrayList<>();
    phases.add(MsuPhase.DISCOVERY);
    if (campaign.assignGroup().isPresent()) {
      phases.add(MsuPhase.GROUPING);
    }
    phases.addAll(
        List.of(
            MsuPhase.CONNECT,
            MsuPhase.ANNOUNCEMENT,
            MsuPhase.TRANSFER,
            MsuPhase.REPAIR,
            MsuPhase.STATUS,
            MsuPhase.DISCONNECT));
    return phases.stream().map(MsuPhase::name).toList();
  }
}
