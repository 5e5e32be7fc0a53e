package dev.fuota.monitor.live;

import dev.fuota.monitor.web.EventStream;
import dev.fuota.monitor.web.Refusal;
import dev.fuota.server.service.ServiceListener;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Tells clients what changes (TP-17). Campaigns mark themselves on the service's thread; a few
 * times a second, and only while somebody listens, the marked ones are looked at there. Text is
 * made of what was seen, and sent, on another thread. Who begins to listen gets everything first,
 * and only differences then.
 */
public final class EventHub implements ServiceListener {
  private static final int CLIENTS_MAX = 64;

  private final Views views;
  private final Executor thread;
  private final Executor sender;
  private final List<Client> clients = new CopyOnWriteArrayList<>();
  private final AtomicBoolean looking = new AtomicBoolean();

  /** The service's thread alone has these two. */
  private final Set<Long> marked = new LinkedHashSet<>();

  private final Map<Long, Long> revisions = new TreeMap<>();

  /**
   * @param thread the service's
   * @param sender where texts are made, one after the other
   */
  public EventHub(Views views, Executor thread, Executor sender) {
    this.views = views;
    this.thread = thread;
    this.sender = sender;
  }

  @Override
  public void onChange(long id) {
    marked.add(id);
  }

  /**
   * Makes sure that one more client may listen.
   *
   * @throws Refusal if too many do
   */
  public void makeRoom() {
    clients.removeIf(client -> client.stream().isClosed());
    if (clients.size() >= CLIENTS_MAX) {
      throw new Refusal(
          503, "TOO_MANY_LISTENERS", "64 clients listen already; close one of them, and try again");
    }
  }

  /**
   * Tells a client from now on.
   *
   * @param campaign the only one that it wants to hear of, in detail; empty: all, in short
   */
  public void join(EventStream stream, OptionalLong campaign) {
    clients.add(new Client(stream, campaign, new AtomicBoolean()));
    stream.send(Frames.COMMENT);
  }

  /** To be called as often as changes are to be told, on a thread that never waits. */
  public void tick() {
    clients.removeIf(client -> client.stream().isClosed());
    if (!clients.isEmpty() && looking.compareAndSet(false, true)) {
      handOver(thread, this::look);
    }
  }

  /** Lets clients and whatever is in between see that the connection lives. */
  public void beat() {
    clients.forEach(client -> client.stream().send(Frames.COMMENT));
  }

  /** Ends all streams. */
  public void close() {
    clients.forEach(client -> client.stream().close());
  }

  /** On the service's thread. */
  private void look() {
    List<Client> old = new ArrayList<>();
    List<Client> fresh = new ArrayList<>();
    for (Client client : clients) {
      (client.greeted().compareAndSet(false, true) ? fresh : old).add(client);
    }
    Sight sight = new Sight(views, revisions);
    Set<Long> watched = watched(old);
    revisions.keySet().retainAll(watched);
    List<Sight.Change> changes = sight.changes(marked, watched);
    marked.clear();
    Sight.Whole whole = sight.whole(watched(fresh), !fresh.isEmpty());
    handOver(sender, () -> send(changes, old, whole, fresh));
  }

  private void send(
      List<Sight.Change> changes, List<Client> old, Sight.Whole whole, List<Client> fresh) {
    try {
      Frames.ofChanges(changes).forEach(frame -> frame.sendTo(old));
      if (!fresh.isEmpty()) {
        Frames.ofWhole(whole).forEach(frame -> frame.sendTo(fresh));
      }
    } finally {
      looking.set(false);
    }
  }

  private static Set<Long> watched(List<Client> clients) {
    Set<Long> ids = new LinkedHashSet<>();
    clients.forEach(client -> client.campaign().ifPresent(ids::add));
    return ids;
  }

  private void handOver(Executor to, Runnable task) {
    try {
      to.execute(task);
    } catch (RejectedExecutionException e) {
      looking.set(false); // that thread has ended; nothing will change any more
    }
  }
}
