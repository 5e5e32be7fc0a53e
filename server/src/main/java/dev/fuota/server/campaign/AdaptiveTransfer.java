package dev.fuota.server.campaign;

import dev.fuota.protocol.codec.Command;
import dev.fuota.protocol.fragmentation.FragSessionStatusAnsV2;
import dev.fuota.protocol.fragmentation.FragmentationCommand;
import dev.fuota.server.port.DeviceId;
import dev.fuota.server.port.Downlink;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Sends as many coded fragments as are needed, instead of as many as were chosen before:
 *
 * <pre>
 * phase      over when                                     then
 * UNCODED    all uncoded fragments are out                 QUESTION
 * QUESTION   those that miss some had time to say so       BURST
 *              enough are silent, so they may be complete  DONE
 * BURST      its coded fragments are out                   QUESTION
 *              enough have reported the block              DONE
 * any        adaptive_redundancy_max or the session is over  DONE
 * </pre>
 *
 * <p>The question goes by multicast with Participants = 0, so only devices that miss fragments
 * answer, and silence means that a device is complete or was not heard. That is why {@code DONE}
 * does not count devices: the status stage behind it asks each of them. If too few turn out to be
 * complete, another round begins with a {@code BURST}.
 */
final class AdaptiveTransfer implements Transfer {
  private final CampaignContext context;
  private final MulticastTransfer fragments;
  private final FragSessionStatus status;
  private final Supplier<Optional<Instant>> sessionEnd;
  private final Map<DeviceId, Integer> needs = new LinkedHashMap<>();
  private Runnable done = () -> {};
  private boolean asked;
  private boolean stopped;

  /**
   * Nothing sent yet.
   *
   * @param sessionEnd when the devices stop listening to the group, once that is known
   */
  AdaptiveTransfer(CampaignContext context, Supplier<Optional<Instant>> sessionEnd) {
    CutFile file = context.file();
    int fragIndex = context.parameters().fragIndex();
    this.context = context;
    this.sessionEnd = sessionEnd;
    this.fragments =
        new MulticastTransfer(
            context,
            file.totalMax(context.parameters()),
            n -> Frames.fragment(file, fragIndex, n),
            this::isEnoughReported);
    this.status =
        new FragSessionStatus(
            Stage.DL_FRAGMENT, fragIndex, file, context.plan().statusDelayMax(), false);
  }

  @Override
  public void start(Runnable whenDone) {
    done = whenDone;
    if (fragments.sent() < context.file().nbFrag()) {
      fragments.goOn(context.file().nbFrag(), this::ask);
    } else {
      needs.clear();
      context.fleet().all().stream()
          .filter(participant -> participant.isIn() && participant.isNeedy())
          .forEach(it -> needs.put(it.device(), it.needs().orElseThrow()));
      burst(Burst.of(needs.values(), needs.size(), situation()));
    }
  }

  @Override
  public void restore(int from) {
    fragments.skipTo(from);
  }

  /** What a burst of then was for is not known any more: a question tells. */
  @Override
  public void resume(int from, Runnable whenDone) {
    done = whenDone;
    fragments.skipTo(from);
    fragments.goOn(context.file().nbFrag(), this::ask);
  }

  private void ask() {
    if (!canSend()) {
      finish();
      return;
    }
    needs.clear();
    asked = true;
    Downlink request =
        new Downlink(FragmentationCommand.DEFAULT_FPORT, status.request(false).encode());
    Duration patience = context.plan().burstAnswerTime();
    context.sender().send(request, at -> context.timers().after(patience, this::decide));
  }

  private void decide() {
    if (stopped) {
      return;
    }
    int doubtful = doubtful();
    int possible = context.fleet().census().in() - doubtful;
    int silent = possible - needs.size();
    int wanted = Math.min(context.needed(), possible);
    if (silent >= wanted || !canSend()) {
      finish();
    } else {
      burst(Burst.of(needs.values(), wanted - silent, situation()));
    }
  }

  /** Silent ones that did not answer either when they were asked one by one. */
  private int doubtful() {
    return (int)
        context.fleet().all().stream()
            .filter(Participant::isIn)
            .filter(participant -> !needs.containsKey(participant.device()))
            .filter(AdaptiveTransfer::isUnheard)
            .count();
  }

  private static boolean isUnheard(Participant participant) {
    return participant.state(Stage.FRAG_SESSION_STATUS).status() == StageState.Status.TIMED_OUT;
  }

  private Burst.Situation situation() {
    return new Burst.Situation(
        context.file().nbFrag(), fragments.sent(), context.parameters().beyond().adaptiveBurst());
  }

  private void burst(int coded) {
    if (coded == 0) {
      finish();
    } else {
      fragments.goOn(fragments.sent() + coded, this::ask);
    }
  }

  private void finish() {
    asked = false;
    done.run();
  }

  private boolean isEnoughReported() {
    return context.fleet().census().reported() >= context.needed();
  }

  private boolean canSend() {
    boolean open = sessionEnd.get().map(end -> context.now().isBefore(end)).orElse(true);
    return open && fragments.sent() < fragments.total() && !isEnoughReported();
  }

  @Override
  public boolean takes(Participant participant, Command command) {
    boolean answer =
        asked
            && participant.isIn()
            && command instanceof FragSessionStatusAnsV2 ans
            && !ans.sessionDoesNotExist()
            && ans.fragIndex().orElseThrow() == context.parameters().fragIndex();
    if (answer) {
      note(participant, (FragSessionStatusAnsV2) command);
    }
    return answer;
  }

  private void note(Participant participant, FragSessionStatusAnsV2 ans) {
    int count = status.needs(ans);
    participant.misses(ans.missingFrag().orElseThrow(), count);
    if (count > 0) {
      needs.put(participant.device(), count);
    }
  }

  /** A device that could not even say one by one that it misses something gets no burst. */
  @Override
  public boolean hasFresh() {
    return canSend()
        && context.fleet().all().stream().anyMatch(it -> !it.hasSucceeded() && it.isNeedy());
  }

  @Override
  public void stop() {
    stopped = true;
    fragments.stop();
  }

  @Override
  public int sent() {
    return fragments.sent();
  }

  @Override
  public int total() {
    return fragments.total();
  }
}
