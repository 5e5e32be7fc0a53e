package dev.fuota.fleet.demo;

import dev.fuota.agent.event.AgentEvent;
import dev.fuota.agent.event.Reception;
import dev.fuota.boot.BootResult;
import dev.fuota.fleet.world.DeviceObserver;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Keeps what one device went through, campaign by campaign. */
final class DeviceRecorder implements DeviceObserver {
  private static final Map<Class<? extends AgentEvent>, Milestone> MILESTONES =
      Map.of(
          AgentEvent.GroupDefined.class, Milestone.GROUP,
          AgentEvent.FragSessionBegan.class, Milestone.FRAGMENTATION,
          AgentEvent.SessionPlanned.class, Milestone.SESSION,
          AgentEvent.ImageRebuilt.class, Milestone.REBUILT,
          AgentEvent.ImageReady.class, Milestone.JUDGED,
          AgentEvent.RebootPlanned.class, Milestone.REBOOT_PLANNED,
          AgentEvent.Rebooting.class, Milestone.REBOOTED,
          AgentEvent.ImageInstalled.class, Milestone.UPDATED,
          AgentEvent.VersionReported.class, Milestone.REPORTED);

  private static final String SETUP = "FragSessionSetupReq";

  private final InstantSource world;
  private final List<CampaignLog> logs = new ArrayList<>();
  private final List<PowerCut> powerCuts = new ArrayList<>();
  private long decoderOctets;
  private String version = "";

  DeviceRecorder(InstantSource world) {
    this.world = world;
    this.logs.add(new CampaignLog(world.instant()));
  }

  /** What comes from now on belongs to the next campaign; before the first it belongs to none. */
  void campaignBegins() {
    logs.add(new CampaignLog(world.instant()));
  }

  @Override
  public void onEvent(AgentEvent event) {
    Milestone milestone = MILESTONES.get(event.getClass());
    if (milestone != null) {
      log().reach(milestone, false, world.instant());
    }
    if (event instanceof AgentEvent.FragmentReceived fragment) {
      onFragment(fragment.reception());
    } else if (event instanceof AgentEvent.BlockDecoded decoded) {
      decoderOctets = Math.max(decoderOctets, decoded.memoryOctets());
    } else if (event instanceof AgentEvent.ImageRefused refused) {
      log().refuse(Milestone.JUDGED, refused.reason(), refused.sentence(), world.instant());
    } else if (event instanceof AgentEvent.Refused refused && refused.command().equals(SETUP)) {
      String sentence = "answered " + refused.command() + " with " + refused.reason();
      log().refuse(Milestone.FRAGMENTATION, refused.reason(), sentence, world.instant());
    }
  }

  private void onFragment(Reception reception) {
    log().receive(reception);
    if (reception == Reception.STORED) {
      log().reach(Milestone.FIRST_FRAGMENT, false, world.instant());
    }
  }

  @Override
  public void onBooted(BootResult result) {
    if (result instanceof BootResult.Started started) {
      version = DemoFirmware.shortVersion(started.version());
    }
  }

  @Override
  public void onPowerLost(long operation, String during, Duration dark) {
    powerCuts.add(
        new PowerCut(
            campaigns().size() - 1,
            log().seconds(world.instant()),
            operation,
            during,
            dark.toMillis() / 1000.0));
  }

  private CampaignLog log() {
    return logs.get(logs.size() - 1);
  }

  /** One log a campaign. */
  List<CampaignLog> campaigns() {
    return logs.subList(1, logs.size());
  }

  boolean reportIsMissing() {
    return log().reached(Milestone.UPDATED) && !log().reached(Milestone.REPORTED);
  }

  List<PowerCut> powerCuts() {
    return powerCuts;
  }

  /** What the bootloader started last. */
  String version() {
    return version;
  }

  long decoderOctets() {
    return decoderOctets;
  }
}
