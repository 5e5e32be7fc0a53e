package dev.fuota.server.campaign;

import dev.fuota.protocol.codec.Command;
import dev.fuota.protocol.multicast.McClassCSessionAnsV2;
import dev.fuota.protocol.multicast.McClassCSessionReq;
import dev.fuota.protocol.multicast.MulticastCommand;
import dev.fuota.protocol.time.GpsTime;
import dev.fuota.server.port.DownlinkChannel;
import dev.fuota.server.port.Uplink;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * Tells a device when and where to listen (TP-12). The time to start in its answer shows whether
 * its clock is right; if not it is asked again, until it has synchronised (TR-05).
 *
 * @param start of the session, a whole second
 */
record McClassCSessionSetup(int mcGroupId, Instant start, int timeOut, DownlinkChannel channel)
    implements Exchange<McClassCSessionAnsV2> {

  @Override
  public Stage stage() {
    return Stage.MC_CLASS_C_SESSION_SETUP;
  }

  @Override
  public int fPort() {
    return MulticastCommand.DEFAULT_FPORT;
  }

  @Override
  public Command request(Participant participant) {
    return new McClassCSessionReq(
        mcGroupId,
        GpsTime.of(start).seconds(),
        timeOut,
        channel.frequencyHz(),
        channel.dataRate().index());
  }

  @Override
  public Class<McClassCSessionAnsV2> answerType() {
    return McClassCSessionAnsV2.class;
  }

  @Override
  public Judgement judge(Participant participant, McClassCSessionAnsV2 ans, Uplink uplink) {
    if (ans.mcGroupId() != mcGroupId) {
      return Judgement.OTHER_SESSION;
    }
    if (ans.timeToStart().isEmpty()) {
      return Judgement.refused(reason(ans));
    }
    int timeToStart = ans.timeToStart().getAsInt();
    return timeToStart == McClassCSessionAnsV2.TIME_UNKNOWN
        ? Judgement.notYet("clock is not synchronised")
        : DeviceClock.judge(start, timeToStart, uplink.startedAt());
  }

  private String reason(McClassCSessionAnsV2 ans) {
    List<String> reasons = new ArrayList<>();
    if (ans.mcGroupUndefined()) {
      reasons.add("multicast group " + mcGroupId + " is unknown");
    }
    if (ans.freqError()) {
      reasons.add(channel.frequencyHz() + " Hz is not supported");
    }
    if (ans.drError()) {
      reasons.add("DR" + channel.dataRate().index() + " is not supported");
    }
    if (ans.startMissed()) {
      reasons.add("the session's start was over");
    }
    return String.join(", ", reasons);
  }
}
