package dev.fuota.server.campaign;

import dev.fuota.protocol.multicast.McKeys;
import dev.fuota.server.port.DeviceId;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Makes the rows of a campaign, by its kind and the way in which it delivers. */
final class StepList {
  private final CampaignContext context;
  private final CampaignParameters parameters;
  private final Schedule schedule;
  private final Rounds rounds;
  private final SessionEars ears;
  private final List<Step> rows = new ArrayList<>();

  StepList(CampaignContext context, Schedule schedule, Rounds rounds) {
    this.context = context;
    this.parameters = context.parameters();
    this.schedule = schedule;
    this.rounds = rounds;
    this.ears = new SessionEars(context, schedule);
  }

  List<Step> rows() {
    boolean file = context.job().file().isPresent();
    if (!context.isUnicast()) {
      rows.add(new SetupStep(Stage.MC_GROUP_SETUP, context, this::mcGroupSetup));
    }
    if (file) {
      addFileSetup();
    }
    if (!context.isUnicast()) {
      Stage stage = McSessionSetup.stage(parameters.multicastChannel());
      rows.add(new SetupStep(stage, context, this::sessionSetup));
    }
    Stage transfer = file ? Stage.DL_FRAGMENT : Stage.MC_COMMAND;
    rows.add(new TransferStep(transfer, context, rounds, schedule::sessionStart));
    if (file) {
      addStatus();
    }
    if (context.job() instanceof Job.UpgradeFirmware) {
      addFirmware();
    }
    return List.copyOf(rows);
  }

  private void addFileSetup() {
    if (parameters.reboot() instanceof Reboot.AtTime at) {
      rows.add(
          new SetupStep(
              Stage.DEV_REBOOT_TIME_SETUP,
              context,
              () -> new DevRebootTimeSetup(schedule.rebootTime(at))));
    }
    rows.add(new SetupStep(Stage.FRAG_SESSION_SETUP, context, this::fragSessionSetup));
  }

  private void addStatus() {
    StatusPoll first = new StatusPoll(context, status(Stage.FRAG_SESSION_STATUS));
    StatusPoll later = new StatusPoll(context, status(Stage.TRANSMISSION_ROUNDS));
    rows.add(new StatusStep(context, rounds, first, ears));
    rows.add(new RoundsStep(context, rounds, first.exchange(), later));
    if (parameters.beyond().repair()) {
      rows.add(new RepairStep(context, rounds, status(Stage.UNICAST_REPAIR), ears));
    }
  }

  private void addFirmware() {
    long version = context.file().fwVersion().orElseThrow();
    Fleet fleet = context.fleet();
    rows.add( // only devices that hold the verified image count as ready
        new AskStep(
            context,
            new DevUpgradeImage(version),
            ready -> fleet.goOnWith(ready, "hold the verified image")));
    rows.add(
        new AskStep(
            context,
            new DevRebootCountdown(parameters.reboot().countdown(), context.clock()),
            told -> fleet.goOnWithAnybody()));
    rows.add(new VersionStep(context, new DevVersion(version)));
  }

  private Exchange<?> mcGroupSetup() {
    CampaignGroup group = context.group();
    context
        .network()
        .defineGroup(group.mcAddr(), McKeys.sessionKeys(group.mcKey(), group.mcAddr()));
    context.network().members(group.mcAddr(), hearers());
    return new McGroupSetup(group, context.network().nextMcFCnt(group.mcAddr()));
  }

  /** The targets, and who else is in the group: the network finds their gateways (TR-03). */
  private Set<DeviceId> hearers() {
    Set<DeviceId> hearers = new LinkedHashSet<>(context.group().members());
    context.fleet().all().forEach(participant -> hearers.add(participant.device()));
    return hearers;
  }

  private Exchange<?> fragSessionSetup() {
    return new FragSessionSetup(
        context.file(),
        context.isUnicast() ? 0 : 1 << context.group().mcGroupId(),
        parameters.fragIndex(),
        context.plan().blockAckDelay(),
        parameters.ackReception(),
        context.sessionCounters());
  }

  private Exchange<?> sessionSetup() {
    Exchange<?> setup =
        McSessionSetup.of(
            context.group().mcGroupId(),
            schedule.startOfSession(),
            schedule.timeOut(),
            parameters.multicastChannel());
    ears.begin();
    return setup;
  }

  private FragSessionStatus status(Stage stage) {
    boolean goal = context.job() instanceof Job.UploadFile;
    return new FragSessionStatus(
        stage, parameters.fragIndex(), context.file(), context.plan().statusDelayMax(), goal);
  }
}
