package dev.fuota.agent.step;

import dev.fuota.agent.event.AgentEvent;
import dev.fuota.agent.store.NvmKey;
import dev.fuota.hal.link.PingSession;
import dev.fuota.protocol.codec.Bytes;
import dev.fuota.protocol.codec.Command;
import dev.fuota.protocol.lorawan.AesKey;
import dev.fuota.protocol.lorawan.DevAddr;
import java.time.Duration;
import java.util.function.Consumer;

/**
 * What a machine wants done. A list of them is done in its order, and no further than the first
 * that fails: an answer behind a {@link Save} never leaves before the record is safe.
 */
public sealed interface Action {

  void perform(Effects effects);

  record Send(Uplink uplink) implements Action {
    @Override
    public void perform(Effects effects) {
      effects.send(uplink);
    }
  }

  /** Answers the request that is being carried out; where that leaves is its sender's choice. */
  record Answer(Message message) implements Action {
    /** An answer that does not depend on when it is sent. */
    public static Answer with(Command command) {
      return new Answer(Message.of(command));
    }

    @Override
    public void perform(Effects effects) {
      effects.answer(message);
    }
  }

  record SendOnce(Uplink uplink) implements Action {
    @Override
    public void perform(Effects effects) {
      effects.sendOnce(uplink);
    }
  }

  record Save(NvmKey key, Bytes octets) implements Action {
    @Override
    public void perform(Effects effects) {
      effects.save(key, octets);
    }
  }

  record Forget(NvmKey key) implements Action {
    @Override
    public void perform(Effects effects) {
      effects.forget(key);
    }
  }

  record Start(Timer timer, Duration delay) implements Action {
    @Override
    public void perform(Effects effects) {
      effects.start(timer, delay);
    }
  }

  record Stop(Timer timer) implements Action {
    @Override
    public void perform(Effects effects) {
      effects.stop(timer);
    }
  }

  record Tell(AgentEvent event) implements Action {
    @Override
    public void perform(Effects effects) {
      effects.tell(event);
    }
  }

  /**
   * Defines or redefines a multicast group.
   *
   * @param lastFCnt the highest counter accepted before, or -1
   */
  record DefineGroup(
      int groupId,
      DevAddr mcAddr,
      AesKey mcAppSKey,
      AesKey mcNwkSKey,
      long minMcFCnt,
      long maxMcFCnt,
      long lastFCnt)
      implements Action {
    @Override
    public void perform(Effects effects) {
      effects.defineGroup(this);
    }
  }

  record DeleteGroup(int groupId) implements Action {
    @Override
    public void perform(Effects effects) {
      effects.deleteGroup(groupId);
    }
  }

  record OpenClassC(int groupId, int frequencyHz, int dataRate) implements Action {
    @Override
    public void perform(Effects effects) {
      effects.openClassC(groupId, frequencyHz, dataRate);
    }
  }

  record CloseClassC(int groupId) implements Action {
    @Override
    public void perform(Effects effects) {
      effects.closeClassC(groupId);
    }
  }

  record OpenClassB(int groupId, PingSession session) implements Action {
    @Override
    public void perform(Effects effects) {
      effects.openClassB(groupId, session);
    }
  }

  record CloseClassB(int groupId) implements Action {
    @Override
    public void perform(Effects effects) {
      effects.closeClassB(groupId);
    }
  }

  /**
   * A block is complete, and no fragmentation session waits for more from these groups.
   *
   * @param mcGroupBitMask bit X for group X
   */
  record NothingLeft(int mcGroupBitMask) implements Action {
    @Override
    public void perform(Effects effects) {
      effects.nothingLeft(mcGroupBitMask);
    }
  }

  /**
   * Begins an empty log for the fragments of a new session, in place of the one of its index.
   *
   * @param sessionId u32; no other session ever has it
   */
  record OpenLog(int fragIndex, long sessionId, int fragSize, int nbFrag) implements Action {
    @Override
    public void perform(Effects effects) {
      effects.openLog(this);
    }
  }

  /** The fragments of a session are not needed any more. */
  record CloseLog(int fragIndex) implements Action {
    @Override
    public void perform(Effects effects) {
      effects.closeLog(fragIndex);
    }
  }

  /**
   * Keeps an innovative fragment.
   *
   * @param sessionId the session that it belongs to, as in {@link OpenLog}
   * @param origin where it came from
   */
  record StoreFragment(int fragIndex, long sessionId, int n, Bytes data, Origin origin)
      implements Action {
    @Override
    public void perform(Effects effects) {
      effects.storeFragment(this);
    }
  }

  /** Reads all fragments of a session again; it hears which are good. */
  record CheckLog(int fragIndex) implements Action {
    @Override
    public void perform(Effects effects) {
      effects.checkLog(fragIndex);
    }
  }

  /** Reads one page of a block, of {@code size} octets. */
  record ReadPage(int fragIndex, int page, int size, Block block) implements Action {
    @Override
    public void perform(Effects effects) {
      effects.readPage(this);
    }
  }

  /** Empties the download slot for a block: what it held does not count any more. */
  record ReleaseSlot(int fragIndex) implements Action {
    @Override
    public void perform(Effects effects) {
      effects.releaseSlot(fragIndex);
    }
  }

  /** Writes one sector of the download slot with what belongs there. */
  record WritePage(int fragIndex, int page, Block block) implements Action {
    @Override
    public void perform(Effects effects) {
      effects.writePage(this);
    }
  }

  /** Actions that need no parameters. */
  enum Simple implements Action {
    CLOCK_MOVED(Effects::clockMoved),
    NEED_TIME(Effects::needTime),
    KEEP_MULTICAST_COUNTERS(Effects::keepMulticastCounters),
    INSPECT_IMAGE(Effects::inspectImage),
    CLEAR_READY_MARK(Effects::clearReadyMark),
    MARK_READY(Effects::markReady),
    HOLD_SLOT(Effects::holdSlot),
    FREE_SLOT(Effects::freeSlot),
    CONFIRM_IMAGE(Effects::confirmImage),
    BLOCK_SETTLED(Effects::blockSettled),
    REBOOT(Effects::reboot);

    @SuppressWarnings("ImmutableEnumChecker") // method references without state
    private final Consumer<Effects> effect;

    Simple(Consumer<Effects> effect) {
      this.effect = effect;
    }

    @Override
    public void perform(Effects effects) {
      effect.accept(effects);
    }
  }
}
