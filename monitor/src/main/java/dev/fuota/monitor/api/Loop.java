package dev.fuota.monitor.api;

import dev.fuota.monitor.web.Refusal;
import dev.fuota.server.service.CampaignService;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;

/** The way to the service: it has one thread, and requests have others. */
public final class Loop {
  private final CampaignService service;
  private final Executor thread;
  private final Duration wait;

  /**
   * @param thread runs tasks on the service's thread, one after the other
   * @param wait how long an answer may take, more than zero
   */
  public Loop(CampaignService service, Executor thread, Duration wait) {
    this.service = service;
    this.thread = thread;
    this.wait = wait;
  }

  /**
   * What the service answers.
   *
   * @throws Refusal if it does not in time; it is then not asked at all
   */
  public <T> T ask(Function<CampaignService, T> question) {
    CompletableFuture<T> answer = new CompletableFuture<>();
    AtomicBoolean taken = new AtomicBoolean(); // by the loop, or by who gave up: not by both
    try {
      thread.execute(
          () -> {
            if (taken.compareAndSet(false, true)) {
              answer.completeAsync(() -> question.apply(service), Runnable::run);
            }
          });
      return await(answer, taken);
    } catch (RejectedExecutionException e) {
      throw silent();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw silent();
    } catch (ExecutionException e) {
      throw new IllegalStateException(e);
    }
  }

  private <T> T await(CompletableFuture<T> answer, AtomicBoolean taken)
      throws InterruptedException, ExecutionException {
    try {
      return answer.get(wait.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException e) {
      if (taken.compareAndSet(false, true)) {
        throw silent();
      }
      return answer.get(); // it is being done: what came of it must be told
    }
  }

  /** Runs a task on the service's thread, some time. */
  public void later(Runnable task) {
    try {
      thread.execute(task);
    } catch (RejectedExecutionException e) {
      // the loop has ended, and with it all that there was to see
    }
  }

  /** For tasks that run on its thread already. */
  public CampaignService service() {
    return service;
  }

  private static Refusal silent() {
    return new Refusal(
        503, "SERVICE_SILENT", "the server is busy and did not begin with this; ask again");
  }
}
