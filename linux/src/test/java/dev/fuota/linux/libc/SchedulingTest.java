package dev.fuota.linux.libc;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fuota.linux.libc.Scheduling.Policy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

/** Each test has a thread of its own: what it sets ends with it. */
class SchedulingTest {

  private static <T> T onItsOwn(Supplier<T> work) {
    CompletableFuture<T> done = new CompletableFuture<>();
    Thread thread =
        new Thread(
            () -> {
              try {
                done.complete(work.get());
              } catch (RuntimeException e) {
                done.completeExceptionally(e);
              }
            });
    thread.start();
    return done.join();
  }

  /** Field of /proc/thread-self/stat (proc(5)), counted from 1: 19 nice, 40 priority, 41 policy. */
  private static int stat(int field) {
    try {
      String line = Files.readString(Path.of("/proc/thread-self/stat"));
      String[] fields = line.substring(line.lastIndexOf(')') + 2).trim().split(" ", -1);
      return Integer.parseInt(fields[field - 3]);
    } catch (java.io.IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  @Test
  void saysWhatTheKernelSays() {
    Scheduling usual = Scheduling.ofThisThread();
    assertThat(usual.nice()).isEqualTo(stat(19));
    assertThat(usual.priority()).isEqualTo(stat(40));
    assertThat(usual.policy() == Policy.NORMAL).isEqualTo(stat(41) == 0);
  }

  @Test
  void isSetForTheThreadThatAsks() {
    Scheduling before = Scheduling.ofThisThread();
    onItsOwn(
        () -> {
          boolean allowed = Scheduling.realTime(7);
          assertThat(stat(41)).isEqualTo(allowed ? 1 : 0);
          assertThat(stat(40)).isEqualTo(allowed ? 7 : 0);
          assertThat(Scheduling.ofThisThread().isPreferred()).isEqualTo(allowed);
          // What it starts is scheduled as usual.
          assertThat(onItsOwn(() -> stat(41))).isZero();
          return true;
        });
    assertThat(Scheduling.ofThisThread()).isEqualTo(before);
  }

  @Test
  void givesWay() {
    int nice =
        onItsOwn(
            () -> {
              assertThat(Scheduling.nice(15)).isTrue();
              assertThat(Scheduling.ofThisThread().isPreferred()).isFalse();
              return stat(19);
            });
    assertThat(nice).isEqualTo(15);
  }

  @Test
  void aPriorityThatDoesNotExistIsNotSet() {
    assertThat(onItsOwn(() -> Scheduling.realTime(200))).isFalse();
  }
}
