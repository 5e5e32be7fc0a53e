package dev.fuota.server.campaign;

import dev.fuota.protocol.codec.Command;
import dev.fuota.protocol.codec.Decoded;
import dev.fuota.protocol.firmware.DevVersionReport;
import dev.fuota.protocol.fragmentation.FragDataBlockReceivedAns;
import dev.fuota.protocol.fragmentation.FragDataBlockReceivedReq;
import dev.fuota.protocol.fragmentation.FragSessionStatusAnsV2;
import dev.fuota.server.port.Downlink;
import dev.fuota.server.port.Uplink;
import java.util.Optional;

/** Reads what comes from devices, and hands it to whom it concerns. */
final class UplinkDesk {

  /** Takes the answers of participants. */
  interface Answers {
    void onCommand(Participant participant, Command command, Uplink uplink);
  }

  private final CampaignContext context;
  private final Tally tally;
  private final Answers answers;

  UplinkDesk(CampaignContext context, Tally tally, Answers answers) {
    this.context = context;
    this.tally = tally;
    this.answers = answers;
  }

  /** Reads an uplink; false if it is not a participant's. */
  boolean onUplink(Uplink uplink) {
    Optional<Participant> participant = context.fleet().find(uplink.device());
    if (participant.isPresent()) {
      participant.get().hear();
      read(participant.get(), uplink); // first: it answers no request that goes out because of it
      participant.get().goOn();
      return true;
    }
    if (UplinkReader.owns(uplink.fPort())) {
      tally.ignore(IgnoredUplink.FOREIGN_DEVICE);
    }
    return false;
  }

  private void read(Participant participant, Uplink uplink) {
    if (uplink.fPort() == DevVersionReport.FPORT) {
      onVersionReport(participant, DevVersionReport.decode(uplink.payload()));
    } else {
      UplinkReader.read(uplink, participant.target().packageVersion())
          .ifPresent(content -> onContent(participant, content, uplink));
    }
  }

  private void onContent(Participant participant, UplinkReader.Content content, Uplink uplink) {
    for (Command command : content.commands()) {
      if (command instanceof FragDataBlockReceivedReq block) {
        onBlockReceived(participant, block, uplink);
      } else {
        answers.onCommand(participant, command, uplink);
      }
    }
    if (!content.whole()) {
      tally.ignore(IgnoredUplink.MALFORMED);
    }
  }

  /**
   * A device has rebuilt a block (TS004-39). It is answered in any case, since it asks until it is;
   * about this campaign's block it says what its status would.
   */
  private void onBlockReceived(
      Participant participant, FragDataBlockReceivedReq block, Uplink uplink) {
    FragDataBlockReceivedAns ans = new FragDataBlockReceivedAns(block.fragIndex());
    Downlink downlink = new Downlink(uplink.fPort(), ans.encode());
    context.network().send(participant.device(), downlink, tally::onUnicastSent);
    StageState setup = participant.state(Stage.FRAG_SESSION_SETUP);
    if (block.fragIndex() != context.parameters().fragIndex() || setup.tries() == 0) {
      tally.ignore(IgnoredUplink.OTHER_SESSION);
      return;
    }
    if (!block.micError()) {
      participant.reportBlock();
    }
    if (participant.state(Stage.FRAG_SESSION_STATUS).tries() > 0) {
      FragSessionStatusAnsV2 status =
          FragSessionStatusAnsV2.of(
              false, block.micError(), context.file().nbFrag(), block.fragIndex(), 0);
      answers.onCommand(participant, status, uplink);
    }
  }

  private void onVersionReport(Participant participant, Decoded<DevVersionReport> decoded) {
    Optional<DevVersionReport> report = decoded.value();
    if (report.isEmpty()) {
      tally.ignore(IgnoredUplink.MALFORMED);
      return;
    }
    long fwVersion = report.get().fwVersion();
    participant.reported(fwVersion);
    if (context.job() instanceof Job.UpgradeFirmware upgrade
        && upgrade.content().fwVersion().getAsLong() == fwVersion) {
      context.runner().succeed(participant, Stage.DEV_VERSION);
    }
  }
}
