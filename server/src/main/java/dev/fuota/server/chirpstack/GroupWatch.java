package dev.fuota.server.chirpstack;

import dev.fuota.server.port.Timers;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Watches frames leave the queue of a group: ChirpStack publishes no event about multicast frames.
 * A frame that was seen in the queue and is there no longer was handed to the gateways, and each of
 * them has answered; whether one of them refused, the queue does not tell. A frame that was never
 * seen there does not count as sent: with no gateway to send it, ChirpStack queues nothing and says
 * nothing.
 */
final class GroupWatch {

  /** What a look at the queue brings about a frame. */
  interface Observer {
    /** Handed to the gateways. */
    void onSent(Item item, GroupChannel channel);

    /** Still there, but nobody wants it any more. */
    void onUnwanted(Item item);

    /** Nobody knows what became of it. */
    void onUnknown(Item item, Trouble trouble);
  }

  private final GroupCalls calls;
  private final Context context;
  private final Observer observer;
  private final List<Frame> frames = new ArrayList<>();
  private Timers.@Nullable Timer timer;
  private boolean looking;

  private static final class Frame {
    private final String group;
    private final long mcFCnt;
    private final Item item;
    private final GroupChannel channel;
    private boolean seen;

    Frame(String group, long mcFCnt, Item item, GroupChannel channel) {
      this.group = group;
      this.mcFCnt = mcFCnt;
      this.item = item;
      this.channel = channel;
    }
  }

  GroupWatch(GroupCalls calls, Context context, Observer observer) {
    this.calls = calls;
    this.context = context;
    this.observer = observer;
  }

  /** A frame was queued under this counter. */
  void add(String group, long mcFCnt, Item item, GroupChannel channel) {
    frames.add(new Frame(group, mcFCnt, item, channel));
    lookNow();
  }

  void lookNow() {
    if (!looking && !frames.isEmpty()) {
      if (timer != null) {
        timer.cancel();
      }
      look();
    }
  }

  private void look() {
    looking = true;
    String group = frames.get(0).group;
    List<Frame> asked = frames.stream().filter(frame -> frame.group.equals(group)).toList();
    context
        .caller()
        .call(
            calls.queue(group),
            outcome -> {
              looking = false;
              frames.removeAll(asked);
              if (outcome instanceof Outcome.Done<List<Long>> done) {
                asked.forEach(frame -> judge(frame, done.value()));
              } else if (outcome instanceof Outcome.Failed<List<Long>> failed) {
                asked.forEach(frame -> observer.onUnknown(frame.item, failed.trouble()));
              }
              lookAgain();
            });
  }

  private void judge(Frame frame, List<Long> waiting) {
    if (waiting.contains(frame.mcFCnt)) {
      frame.seen = true;
      if (frame.item.isWaiting()) {
        frames.add(frame);
      } else {
        observer.onUnwanted(frame.item);
      }
    } else if (frame.seen) {
      observer.onSent(frame.item, frame.channel);
    } else {
      observer.onUnknown(
          frame.item,
          new Trouble(
              Trouble.Kind.NOT_SENT,
              "multicast frame " + frame.mcFCnt,
              "it was never seen in the queue, so it counts as lost"));
    }
  }

  private void lookAgain() {
    if (!looking && !frames.isEmpty()) {
      timer = context.timers().after(context.settings().poll(), this::lookNow);
    }
  }
}
