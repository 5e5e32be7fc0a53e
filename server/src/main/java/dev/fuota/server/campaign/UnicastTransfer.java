package dev.fuota.server.campaign;

import dev.fuota.server.campaign.StageState.Status;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Sends a round of fragments to each device by itself (TR-08), as {@link UnicastStream} does; a
 * device to which one cannot be delivered is out.
 */
final class UnicastTransfer implements Transfer, UnicastStream.Watcher {
  private final CampaignContext context;
  private final CutFile file;
  private final Map<Participant, UnicastStream> active = new LinkedHashMap<>();
  private Runnable done = () -> {};
  private boolean starting;
  private int sent;
  private boolean stopped;

  UnicastTransfer(CampaignContext context) {
    this.context = context;
    this.file = context.file();
  }

  @Override
  public void start(Runnable whenDone) {
    context.fleet().all().stream()
        .filter(UnicastStream::isWanting)
        .forEach(participant -> participant.fragmentsSent(0));
    resume(0, whenDone);
  }

  /** Each device has its own number behind which it goes on. */
  @Override
  public void resume(int from, Runnable whenDone) {
    done = whenDone;
    sent = 0;
    starting = true;
    for (Participant participant : context.fleet().all()) {
      sent += participant.fragmentsSent();
      if (UnicastStream.isWanting(participant)) {
        UnicastStream stream = new UnicastStream(context, participant, file.total(), this);
        active.put(participant, stream);
        stream.next();
      }
    }
    starting = false;
    checkOver();
  }

  @Override
  public void stop() {
    stopped = true;
    active.values().forEach(UnicastStream::stop);
    active.clear();
  }

  /** All fragments to all devices, divided by the devices. */
  @Override
  public int sent() {
    return sent / Math.max(1, context.fleet().all().size());
  }

  @Override
  public int total() {
    return file.total();
  }

  private void checkOver() {
    if (active.isEmpty() && !starting && !stopped) {
      sent = file.total() * context.fleet().all().size();
      context.save().run();
      done.run();
    }
  }

  @Override
  public void onSent() {
    sent++;
    context.listener().onFragment(sent(), total());
  }

  @Override
  public void onEnd(Participant participant) {
    active.remove(participant);
    checkOver();
  }

  @Override
  public void onUndelivered(Participant participant, String reason) {
    context.runner().fail(participant, Stage.DL_FRAGMENT, Status.TIMED_OUT, reason);
    onEnd(participant);
  }
}
