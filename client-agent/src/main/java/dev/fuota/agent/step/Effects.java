package dev.fuota.agent.step;

import dev.fuota.agent.event.AgentEvent;
import dev.fuota.agent.store.NvmKey;
import dev.fuota.hal.link.PingSession;
import dev.fuota.protocol.codec.Bytes;
import java.time.Duration;

/** What actions are performed on. The runtime implements it over the ports. */
public interface Effects {

  /** Queues an uplink; dropped if too many wait. */
  void send(Uplink uplink);

  /** Answers the request that is being carried out. */
  void answer(Message message);

  /** As {@link #send}, unless an equal one waits already. */
  void sendOnce(Uplink uplink);

  /** Returns when {@code octets} survive a reset. */
  void save(NvmKey key, Bytes octets);

  void forget(NvmKey key);

  void start(Timer timer, Duration delay);

  void stop(Timer timer);

  void tell(AgentEvent event);

  /** The device's clock was corrected: whatever hangs on absolute time is planned anew. */
  void clockMoved();

  /** Somebody needs network time and does not have it. */
  void needTime();

  void defineGroup(Action.DefineGroup group);

  void deleteGroup(int groupId);

  void openClassC(int groupId, int frequencyHz, int dataRate);

  void closeClassC(int groupId);

  void openClassB(int groupId, PingSession session);

  void closeClassB(int groupId);

  /** No fragmentation session waits for more from the groups of this mask. */
  void nothingLeft(int mcGroupBitMask);

  /** Makes the counters of all multicast groups safe, where they are not yet. */
  void keepMulticastCounters();

  /** Begins an empty log for the fragments of a new session. */
  void openLog(Action.OpenLog session);

  /** The fragments of a session are not needed any more. */
  void closeLog(int fragIndex);

  /** Keeps a fragment; its session hears whether that worked. */
  void storeFragment(Action.StoreFragment fragment);

  /** Reads all fragments of a session again; it hears which are good. */
  void checkLog(int fragIndex);

  /** Reads a page of a block; its session hears the octets, or that it did not work. */
  void readPage(Action.ReadPage page);

  /** Nothing in the download slot counts any more; the session that asked hears of it. */
  void releaseSlot(int fragIndex);

  /** Writes one sector of the download slot; the session hears whether that worked. */
  void writePage(Action.WritePage page);

  /** Checks the image in the download slot; the firmware machine hears the verdict. */
  void inspectImage();

  /** Takes the bootloader's attention off the download slot. */
  void clearReadyMark();

  /** Tells the bootloader that the download slot holds a checked image. */
  void markReady();

  /** No block may be written into the download slot until {@link #freeSlot}. */
  void holdSlot();

  /** Blocks that wait for the download slot may be written. */
  void freeSlot();

  /** Tells the bootloader that the running image is good. */
  void confirmImage();

  /** The block of a fragmentation session needs its fragments no more. */
  void blockSettled();

  /** Resets the device as soon as the link owes nothing. */
  void reboot();
}
