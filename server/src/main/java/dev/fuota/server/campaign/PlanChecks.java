package dev.fuota.server.campaign;

import dev.fuota.protocol.codec.PackageVersion;
import dev.fuota.server.port.LorawanNetwork;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Finds what keeps a campaign from starting, though each parameter is in its range. */
final class PlanChecks {
  private final CampaignPlan plan;
  private final CampaignParameters parameters;
  private final Job job;
  private final List<Target> targets;
  private final SessionCounters counters;
  private final List<Problem> found = new ArrayList<>();

  PlanChecks(
      CampaignPlan plan,
      CampaignParameters parameters,
      Job job,
      List<Target> targets,
      SessionCounters counters) {
    this.plan = plan;
    this.parameters = parameters;
    this.job = job;
    this.targets = targets;
    this.counters = counters;
  }

  private void require(boolean holds, String parameter, String otherwise) {
    if (!holds) {
      found.add(new Problem(parameter, otherwise, ""));
    }
  }

  List<Problem> problems(Instant start) {
    Duration slowest = plan.slowestUplinkInterval();
    require(!targets.isEmpty(), "devices", "are none");
    require(slowest.compareTo(Duration.ZERO) > 0, "uplink_interval", "is zero or less");
    require(
        parameters.deliveryTimeout().compareTo(slowest) >= 0,
        "delivery_timeout",
        "is "
            + parameters.deliveryTimeout()
            + ", less than the slowest uplink interval, "
            + slowest);
    checkPayload();
    checkSession(start);
    checkDelivery();
    checkBeyond();
    checkRebootTime(start);
    job.file().ifPresent(file -> targets.forEach(target -> checkVersion(target, file)));
    return List.copyOf(found);
  }

  private void checkPayload() {
    boolean unicast = parameters.delivery() == Delivery.UNICAST;
    int room =
        unicast
            ? LorawanNetwork.UNICAST_PAYLOAD_MAX
            : parameters.multicastChannel().dataRate().maxPayload();
    if (job.file().isPresent()) {
      require(
          plan.payloadMax() <= room,
          "frag_size",
          "is "
              + job.file().get().fragSize()
              + ", too large for "
              + (unicast ? "unicast" : "mcast_data_rate"));
    } else {
      require(
          plan.payloadMax() <= room,
          "commands",
          "are up to " + plan.payloadMax() + " octets long, too large for mcast_data_rate");
    }
  }

  private void checkSession(Instant start) {
    require(
        parameters.delivery() == Delivery.UNICAST
            || plan.firstRoundTime().compareTo(plan.sessionMax()) <= 0,
        "session_duration",
        "is "
            + plan.sessionMax()
            + " at most, a round of fragments takes "
            + plan.firstRoundTime());
    Instant end = start.plus(parameters.maximumDuration());
    parameters
        .sessionStart()
        .ifPresent(
            instant ->
                require(
                    instant.isAfter(start) && instant.isBefore(end),
                    "session_start",
                    "is " + instant + ", not within " + start + ".." + end));
  }

  private void checkDelivery() {
    boolean file = job.file().isPresent();
    require(
        file || parameters.delivery() == Delivery.MULTICAST,
        "delivery",
        "is unicast, but a campaign that configures groups sends by multicast");
    require(
        file || parameters.reboot() instanceof Reboot.OnCommand,
        "device_reboot_time",
        "is given, but a campaign that configures groups brings nothing to reboot into");
  }

  private void checkBeyond() {
    boolean repair = parameters.beyond().repair() && job.file().isPresent();
    require(
        !repair || plan.payloadMax() <= LorawanNetwork.UNICAST_PAYLOAD_MAX,
        "repair",
        "is true, but frag_size is too large for unicast");
    boolean adaptive = parameters.beyond().adaptive() && job.file().isPresent();
    require(
        !adaptive || parameters.delivery() == Delivery.MULTICAST,
        "adaptive",
        "is true, but delivery is unicast: bursts go to a group");
    require(
        !adaptive || plan.isCoded(),
        "adaptive",
        "is true, but redundancy is 0: bursts are of coded fragments");
  }

  private void checkRebootTime(Instant start) {
    if (parameters.reboot() instanceof Reboot.AtTime atTime && job.file().isPresent()) {
      Instant earliest = start.plus(plan.untilReadyMax());
      Instant latest =
          start.plus(parameters.maximumDuration()).minus(parameters.versionReportTimeout());
      Instant reboot = atTime.instant().orElse(earliest);
      require(
          !reboot.isBefore(earliest) && !reboot.isAfter(latest),
          "device_reboot_time",
          "is "
              + reboot
              + ", not between the end of the transfer, at the latest "
              + earliest
              + ", and the time for version reports, "
              + latest);
    }
  }

  private boolean sendsCoded() {
    return plan.isCoded() || parameters.beyond().repair();
  }

  /**
   * Coded fragments go by one parity matrix to all, so their devices must be of one version; and a
   * device of version 2 takes only so many setups in its life.
   */
  private void checkVersion(Target target, CutFile file) {
    PackageVersion version = target.packageVersion();
    require(
        version == file.packageVersion() || !sendsCoded(),
        target.device().toString(),
        "has its packages in version "
            + version.number()
            + ", the fragments are coded for version "
            + file.packageVersion().number());
    require(
        version == PackageVersion.V1
            || counters.left(target.device(), parameters.fragIndex()) >= plan.triesMax(),
        target.device().toString(),
        "has no SessionCnt left at frag_index " + parameters.fragIndex());
  }
}
