package dev.fuota.server.campaign;

import dev.fuota.protocol.codec.Command;
import dev.fuota.protocol.firmware.DevDeleteImageAns;
import dev.fuota.protocol.firmware.DevDeleteImageReq;
import dev.fuota.protocol.firmware.FirmwareCommand;
import dev.fuota.protocol.fragmentation.FragSessionDeleteAns;
import dev.fuota.protocol.fragmentation.FragSessionDeleteReq;
import dev.fuota.protocol.fragmentation.FragmentationCommand;
import dev.fuota.protocol.multicast.McGroupDeleteAns;
import dev.fuota.protocol.multicast.McGroupDeleteReq;
import dev.fuota.protocol.multicast.MulticastCommand;
import dev.fuota.server.campaign.StageState.Status;
import dev.fuota.server.port.Uplink;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/**
 * Deletes one thing on a device when a campaign is aborted. A device that says that there was
 * nothing to delete is as clean as one that deleted it.
 *
 * @param <A> the answer
 * @param given whether the device may have been given the thing
 * @param same whether an answer is about this thing
 */
record Deletion<A extends Command>(
    int fPort,
    Command request,
    Class<A> answerType,
    Predicate<Participant> given,
    Predicate<A> same)
    implements Exchange<A> {

  /** What a campaign has given to its devices, the last thing first. */
  static List<Exchange<?>> of(CampaignContext context) {
    List<Exchange<?>> deletions = new ArrayList<>();
    int fragIndex = context.parameters().fragIndex();
    if (context.job().file().isPresent()) {
      deletions.add(
          new Deletion<>(
              FragmentationCommand.DEFAULT_FPORT,
              new FragSessionDeleteReq(fragIndex),
              FragSessionDeleteAns.class,
              it -> wasAsked(it, Stage.FRAG_SESSION_SETUP),
              ans -> ans.fragIndex() == fragIndex));
    }
    boolean ownGroup = context.group().members().isEmpty();
    if (!context.isUnicast() && ownGroup) {
      int mcGroupId = context.group().mcGroupId();
      deletions.add(
          new Deletion<>(
              MulticastCommand.DEFAULT_FPORT,
              new McGroupDeleteReq(mcGroupId),
              McGroupDeleteAns.class,
              it -> wasAsked(it, Stage.MC_GROUP_SETUP),
              ans -> ans.mcGroupId() == mcGroupId));
    }
    if (context.job() instanceof Job.UpgradeFirmware upgrade) {
      deletions.add(
          new Deletion<>(
              FirmwareCommand.DEFAULT_FPORT,
              new DevDeleteImageReq(upgrade.content().fwVersion().orElseThrow()),
              DevDeleteImageAns.class,
              it -> !it.hasSucceeded() && wasAsked(it, Stage.FRAG_SESSION_SETUP),
              ans -> true));
    }
    return deletions;
  }

  /** Devices whose answer was lost may have it, too. */
  private static boolean wasAsked(Participant participant, Stage setup) {
    StageState state = participant.state(setup);
    return state.tries() > 0 && state.status() != Status.REFUSED;
  }

  @Override
  public Stage stage() {
    return Stage.ABORT_CLEANUP;
  }

  @Override
  public Command request(Participant participant) {
    return request;
  }

  @Override
  public boolean concerns(Participant participant) {
    return given.test(participant);
  }

  @Override
  public Judgement judge(Participant participant, A answer, Uplink uplink) {
    return same.test(answer) ? Judgement.ACCEPTED : Judgement.OTHER_SESSION;
  }
}
