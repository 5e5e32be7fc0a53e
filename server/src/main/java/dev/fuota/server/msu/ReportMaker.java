package dev.fuota.server.msu;

import dev.fuota.protocol.msu.Endpoint;
import dev.fuota.protocol.msu.IAm;
import dev.fuota.protocol.msu.Ipv4;
import dev.fuota.protocol.msu.Profile;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/** Makes the report of a cycle. */
final class ReportMaker {
  private static final int NO_PORT = 1;

  private final CycleContext context;
  private final List<AnnouncedFile> files;
  private final PhaseClock phases;

  ReportMaker(CycleContext context, List<AnnouncedFile> files, PhaseClock phases) {
    this.context = context;
    this.files = files;
    this.phases = phases;
  }

  /**
   * The report as things stand.
   *
   * @param aborted why the cycle did not run to its end; empty if it did
   */
  MsuReport report(String aborted) {
    MsuCampaign campaign = context.campaign();
    List<ClientReport> clients = new ArrayList<>();
    context.clients().all().forEach(client -> clients.add(of(client)));
    campaign.targets().expected().stream()
        .filter(id -> context.clients().withId(id).isEmpty())
        .forEach(id -> clients.add(notFound(id)));
    long passed = clients.stream().filter(this::hasPassedAll).count();
    boolean isEnough =
        !clients.isEmpty() && passed * 100 >= (long) campaign.minimumPass() * clients.size();
    return new MsuReport(
        context.transactionId(),
        aborted.isEmpty() && isEnough,
        aborted,
        campaign.files().stream().map(file -> file.content().size()).toList(),
        clients,
        context.statistics().totals(),
        phases.times(),
        files.stream().map(AnnouncedFile::time).toList());
  }

  private boolean hasPassedAll(ClientReport client) {
    return client.hasPassed() && client.files().size() == context.campaign().files().size();
  }

  private ClientReport of(ClientRecord client) {
    return new ClientReport(
        client.deviceId(),
        client.endpoint(),
        client.announcement().map(IAm::identity),
        client.profile(),
        client.state(),
        client.refusal(),
        IntStream.range(0, files.size()).mapToObj(i -> of(client.files().get(i), i)).toList());
  }

  private ClientReport.FileReport of(ClientFile file, int index) {
    long frames = files.get(index).geometry().frames();
    Duration after = Duration.ofNanos(file.finishedAt() - phases.startedAt());
    return new ClientReport.FileReport(
        file.outcome(),
        file.code(),
        file.sequenceComplaints(),
        file.chunkComplaints(),
        file.reports(),
        file.missed(),
        Math.min(1, (double) file.missed() / frames),
        file.ccmRounds(),
        file.isExcluded(),
        file.isFinished() ? Optional.of(after) : Optional.empty());
  }

  private static ClientReport notFound(Ipv4 id) {
    return new ClientReport(
        id,
        new Endpoint(id, NO_PORT),
        Optional.empty(),
        Profile.NONE,
        ClientState.NOT_FOUND,
        Optional.empty(),
        List.of());
  }
}
