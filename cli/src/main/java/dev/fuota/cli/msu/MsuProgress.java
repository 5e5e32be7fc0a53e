package dev.fuota.cli.msu;

import dev.fuota.cli.io.ProgressView;
import dev.fuota.hal.net.EventLoop;
import dev.fuota.protocol.msu.FileGeometry;
import dev.fuota.protocol.msu.Ipv4;
import dev.fuota.report.Say;
import dev.fuota.server.msu.ClientState;
import dev.fuota.server.msu.FileOutcome;
import dev.fuota.server.msu.MsuCampaign;
import dev.fuota.server.msu.MsuCycleListener;
import dev.fuota.server.msu.MsuPhase;
import dev.fuota.server.msu.MsuReport;
import java.util.Locale;

/** Shows how far a cycle is: phase, clients, chunks, complaints, goodput. */
final class MsuProgress implements MsuCycleListener {
  private static final long PERIOD_NANOS = 100_000_000;

  /** Chunks are most of the way; the rest is for those who miss some, and for the reports. */
  private static final double CHUNKS_SHARE = 0.9;

  private final MsuCampaign campaign;
  private final ProgressView view;
  private final EventLoop loop;
  private MsuPhase phase = MsuPhase.READY;
  private int connected;
  private int fileNumber = 1;
  private FileGeometry geometry;
  private long chunk;
  private long complaints;
  private int outcomes;
  private long fileBegan;
  private long shownAt;
  private double share;

  MsuProgress(MsuCampaign campaign, ProgressView view, EventLoop loop) {
    this.campaign = campaign;
    this.view = view;
    this.loop = loop;
    this.geometry = new FileGeometry(1, 1, 1);
    this.shownAt = loop.nanos() - PERIOD_NANOS;
  }

  @Override
  public void onPhase(MsuPhase next) {
    phase = next;
    if (next == MsuPhase.TRANSFER) {
      fileBegan = loop.nanos();
    }
    show(true);
  }

  @Override
  public void onFile(int number, FileGeometry its) {
    fileNumber = number;
    geometry = its;
    chunk = 0;
    outcomes = 0;
  }

  @Override
  public void onChunk(int number, long sent, boolean repeated) {
    if (!repeated) {
      chunk = sent;
    }
    show(false);
  }

  @Override
  public void onClient(Ipv4 deviceId, ClientState state) {
    if (state == ClientState.CONNECTED) {
      connected++;
    }
  }

  @Override
  public void onOutcome(Ipv4 deviceId, int number, FileOutcome outcome) {
    outcomes++;
    show(false);
  }

  @Override
  public void onComplaint(Ipv4 deviceId, int number, long missing) {
    complaints++;
    show(false);
  }

  @Override
  public void onFinished(MsuReport report) {
    loop.stop();
  }

  private void show(boolean now) {
    long time = loop.nanos();
    if (now || time - shownAt >= PERIOD_NANOS) {
      shownAt = time;
      view.show(share(), words(time));
    }
  }

  private double share() {
    double sent = CHUNKS_SHARE * chunk / geometry.chunks();
    double told = (1 - CHUNKS_SHARE) * outcomes / Math.max(1, connected);
    double files = (fileNumber - 1 + Math.min(1, sent + told)) / campaign.files().size();
    share = phase == MsuPhase.DONE ? 1 : Math.max(share, files);
    return share;
  }

  private String words(long time) {
    String name = phase.name().toLowerCase(Locale.ROOT);
    if (chunk == 0) {
      return String.format(Locale.ROOT, "%s, %s", name, Say.count(connected, "device"));
    }
    double seconds = Math.max(1, time - fileBegan) / 1e9;
    double octets = Math.min(geometry.fileSize(), geometry.offsetOf(chunk, 1));
    return String.format(
        Locale.ROOT,
        "%s, file %d, %d of %d devices done, chunk %d of %d%s, %s",
        name,
        fileNumber,
        outcomes,
        connected,
        chunk,
        geometry.chunks(),
        complaints == 0 ? "" : ", " + Say.count(complaints, "complaint"),
        Goodput.words(octets / seconds));
  }
}
