package dev.fuota.monitor.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.fuota.monitor.guard.FailureLimit;
import dev.fuota.monitor.guard.TokenBook;
import dev.fuota.monitor.live.Listener.Event;
import dev.fuota.monitor.web.Guard;
import dev.fuota.monitor.web.Reply;
import dev.fuota.monitor.web.Route;
import dev.fuota.monitor.web.Web;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Real clients over sockets; what they are told of changes when the test says so. */
class EventHubTest {
  private static final int DEVICES = 10_000;
  private static final int ROUNDS = 16;
  private static final long CELL_LENGTH = 7;
  private static final int CELLS = DEVICES * ScriptedViews.STAGES;

  private final ScriptedViews views = new ScriptedViews(DEVICES);
  private final ExecutorService loop = Executors.newSingleThreadExecutor();
  private final ExecutorService sender = Executors.newSingleThreadExecutor();
  private final EventHub hub = new EventHub(views, loop, sender);
  private final Web web =
      Web.start(
          new InetSocketAddress(InetAddress.getLoopbackAddress(), 0),
          new Web.Wiring(
              Optional.empty(),
              new Guard(new TokenBook(List.of()), new FailureLimit(1)),
              List.of(route()),
              (route, status, time) -> {}));

  private Route route() {
    return Route.of(
            Route.Verb.GET,
            "/events",
            "events",
            "",
            Route.Output.of("text/event-stream"),
            call -> {
              OptionalLong id =
                  call.query("campaign").stream().mapToLong(Long::parseLong).findFirst();
              hub.makeRoom();
              return new Reply.Streamed(stream -> hub.join(stream, id));
            })
        .forRole(Optional.empty());
  }

  @AfterEach
  void stop() {
    hub.close();
    web.close();
    loop.shutdownNow();
    sender.shutdownNow();
  }

  private Listener listen(String query) throws IOException {
    Listener listener = new Listener(web.address().getPort(), query);
    assertThat(listener.status()).startsWith("HTTP/1.1 200");
    listener.comment(); // the hub has it now
    return listener;
  }

  private void change(int device, int stage, int state) {
    CompletableFuture.runAsync(
            () -> {
              views.change(device, stage, state);
              views.point();
              hub.onChange(ScriptedViews.ID);
            },
            loop)
        .join();
  }

  /** One turn of the clock, and all that follows from it. */
  private void tick() {
    hub.tick();
    for (ExecutorService thread : List.of(loop, sender)) {
      CompletableFuture.runAsync(() -> {}, thread).join();
    }
  }

  @Test
  @DisplayName("TP-17 who begins to watch gets everything first, and differences then")
  void everythingFirstThenDifferences() throws Exception {
    change(1, 2, 3);
    try (Listener listener = listen("?campaign=7")) {
      tick();
      assertThat(listener.next().name()).isEqualTo("campaign");
      assertThat(listener.next().name()).isEqualTo("detail");
      Event whole = listener.next();
      assertThat(whole.name()).isEqualTo("matrix");
      assertThat(whole.data().get("devices").size()).isEqualTo(DEVICES);
      byte[] states = Base64.getDecoder().decode(whole.data().get("states").asString());
      assertThat(states[ScriptedViews.STAGES + 2]).isEqualTo((byte) 3);

      change(9_999, 6, 5);
      tick();
      Event view = listener.next();
      assertThat(view.data().get("sentence").asString()).isEqualTo("2 changes");
      Event detail = listener.next();
      assertThat(detail.name()).isEqualTo("detail");
      assertThat(detail.data().get("id").asLong()).isEqualTo(7);
      Event difference = listener.next();
      assertThat(difference.data().get("id").asLong()).isEqualTo(7);
      assertThat(difference.data().get("cells").toString()).isEqualTo("[[9999,6,5]]");
      assertThat(difference.data().has("devices")).isFalse();
    }
  }

  @Test
  @DisplayName("TP-17 who watches all campaigns gets their views, and no devices")
  void allCampaignsInShort() throws Exception {
    try (Listener listener = listen("")) {
      tick();
      assertThat(listener.next().name()).isEqualTo("campaign");
      change(0, 0, 1);
      tick();
      change(0, 0, 2);
      tick();
      assertThat(listener.next().data().get("sentence").asString()).isEqualTo("1 changes");
      assertThat(listener.next().data().get("sentence").asString()).isEqualTo("2 changes");
    }
  }

  @Test
  void laterDetailsBringTheLatestPointsOnly() throws Exception {
    for (int i = 0; i < 100; i++) {
      change(i, 0, 1);
    }
    try (Listener listener = listen("?campaign=7")) {
      tick();
      listener.next();
      assertThat(listener.next().data().get("series").size()).isEqualTo(100);
      listener.next();
      change(100, 0, 1);
      tick();
      listener.next();
      Event detail = listener.next();
      assertThat(detail.data().get("series").size()).isBetween(1, 8);
      assertThat(detail.data().at("/series").valueStream().toList())
          .last()
          .satisfies(point -> assertThat(point.get("fragments").asInt()).isEqualTo(100));
    }
  }

  @Test
  void nobodyLooksWhileNobodyListensOrNothingChanges() throws Exception {
    change(0, 0, 1);
    tick();
    assertThat(views.looks()).isZero();
    try (Listener listener = listen("")) {
      tick();
      listener.next();
      int looks = views.looks();
      tick();
      tick();
      assertThat(views.looks()).isEqualTo(looks);
    }
  }

  @Test
  void aBusyServiceIsAskedOnceAtATime() throws Exception {
    try (Listener listener = listen("")) {
      CompletableFuture<Boolean> busy = new CompletableFuture<>();
      loop.execute(busy::join);
      for (int i = 0; i < 50; i++) {
        hub.tick();
      }
      busy.complete(true);
      tick();
      listener.next();
      assertThat(views.looks()).isEqualTo(1);
    }
  }

  @Test
  void heartbeatsGoToAll() throws Exception {
    try (Listener listener = listen("")) {
      hub.beat();
      listener.comment();
    }
  }

  @Test
  void theSixtyFifthClientIsSentAway() throws Exception {
    List<Listener> all = new ArrayList<>();
    for (int i = 0; i < 64; i++) {
      all.add(listen(""));
    }
    try (Listener tooMany = new Listener(web.address().getPort(), "")) {
      assertThat(tooMany.status()).startsWith("HTTP/1.1 503");
    }
    all.get(0).close();
    await()
        .untilAsserted(
            () -> {
              hub.beat(); // what is written to who is gone shows that it is gone
              try (Listener next = new Listener(web.address().getPort(), "")) {
                assertThat(next.status()).startsWith("HTTP/1.1 200");
              }
            });
    for (Listener listener : all) {
      listener.close();
    }
  }

  @Test
  void aClientThatDoesNotReadIsDroppedAndSlowsNobody() throws Exception {
    try (Listener slow = listen("?campaign=7");
        Listener quick = listen("?campaign=7")) {
      tick();
      for (int i = 0; i < 3; i++) {
        quick.next();
      }
      // Each difference has all cells, about 0.8 MB. The slow one may lag 4 MiB behind, besides
      // what the kernel holds.
      for (int round = 0; round < ROUNDS; round++) {
        for (int cell = 0; cell < CELLS; cell++) {
          views.change(cell / ScriptedViews.STAGES, cell % ScriptedViews.STAGES, 2);
        }
        change(0, 0, round % 5);
        tick();
        quick.next();
        quick.next();
        assertThat(quick.next().data().get("cells").size()).isEqualTo(CELLS + 1);
      }
      assertThat(slow.drain()).isLessThan(ROUNDS * CELLS * CELL_LENGTH);
      change(1, 1, 1);
      tick();
      assertThat(quick.next().name()).isEqualTo("campaign");
    }
  }
}
