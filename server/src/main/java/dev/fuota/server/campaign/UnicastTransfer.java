package dev.fuota.server.campaign;

import dev.fuota.server.campaign.StageState.Status;
import dev.fuota.server.port.QueuedDownlink;
import dev.fuota.server.port.Timers;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;

/**
 * Sends a round of fragments to each device by itself (TR-08): {@code ucast_msg_delay} apart, the
 * next one to a device when its last one was sent. A fragment that the network does not send within
 * {@code delivery_timeout} is given to it again, at most {@code msg_retries} times; then the device
 * is out.
 */
final class UnicastTransfer implements Transfer {
  private final CampaignContext context;
  private final CutFile file;
  private Runnable done = () -> {};
  private final Set<Stream> active = new LinkedHashSet<>();
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
        .filter(UnicastTransfer::isWanting)
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
      if (isWanting(participant)) {
        Stream stream = new Stream(participant);
        active.add(stream);
        stream.next();
      }
    }
    starting = false;
    checkOver();
  }

  /** Whether it is in, and has not said yet that it has everything. */
  private static boolean isWanting(Participant participant) {
    return participant.isIn()
        && !participant.hasReportedBlock()
        && participant.missing().orElse(1) > 0;
  }

  @Override
  public void stop() {
    stopped = true;
    active.forEach(Stream::takeBack);
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

  /** The fragments of one device. */
  private final class Stream {
    private final Participant participant;
    private Optional<QueuedDownlink> queued = Optional.empty();
    private Timers.Timer timeout = () -> {};
    private int tries;
    private int uplinksBefore;

    Stream(Participant participant) {
      this.participant = participant;
    }

    void next() {
      if (participant.fragmentsSent() >= file.total() || !isWanting(participant)) {
        end();
      } else {
        tries = 0;
        context.pacer().request(this::onTurn);
      }
    }

    private boolean onTurn() {
      if (!active.contains(this)) {
        return false;
      }
      tries++;
      int thisTry = tries;
      int n = participant.fragmentsSent() + 1;
      awaitReport();
      queued =
          context
              .network()
              .send(
                  participant.device(),
                  Frames.fragment(file, context.parameters().fragIndex(), n),
                  report -> {
                    context.runner().onUnicastSent(report);
                    if (thisTry == tries && n == participant.fragmentsSent() + 1) {
                      onSent();
                    }
                  });
      return true;
    }

    private void awaitReport() {
      timeout.cancel();
      uplinksBefore = participant.uplinks();
      Duration patience = context.parameters().deliveryTimeout();
      timeout = context.timers().after(patience, this::onTimeout);
    }

    private void onSent() {
      if (!active.contains(this)) {
        return;
      }
      timeout.cancel();
      participant.fragmentsSent(participant.fragmentsSent() + 1);
      sent++;
      context.listener().onFragment(sent(), total());
      next();
    }

    private void onTimeout() {
      if (!isWanting(participant)) {
        end();
        return;
      }
      boolean busy = queued.isPresent() && queued.get().isWaiting();
      if (busy && participant.uplinks() > uplinksBefore) {
        awaitReport(); // the gateway is out of duty cycle: to try again would lose the place
        return;
      }
      queued.ifPresent(QueuedDownlink::cancel);
      if (tries < context.plan().triesMax()) {
        context.pacer().request(this::onTurn);
      } else {
        int n = participant.fragmentsSent() + 1;
        String reason = "fragment not delivered: number " + n + " after " + tries + " tries";
        context.runner().fail(participant, Stage.DL_FRAGMENT, Status.TIMED_OUT, reason);
        end();
      }
    }

    private void end() {
      takeBack();
      if (active.remove(this)) {
        checkOver();
      }
    }

    void takeBack() {
      timeout.cancel();
      queued.ifPresent(QueuedDownlink::cancel);
      queued = Optional.empty();
    }
  }
}
