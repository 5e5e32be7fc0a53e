/**
 * The server of the Mass Software Upgrade protocol: a cycle from discovery to disconnect, the
 * transfer of a file with the repair of what clients complain about, and the report.
 *
 * <p>{@link dev.fuota.server.msu.MsuCycle} goes through its steps and takes every datagram; what
 * brings one file to the connected clients is a {@code FileTransfer}. No socket, no clock, no
 * thread: time and datagrams come in through {@link dev.fuota.server.msu.MsuServerPorts}, and one
 * thread drives it all. Work for a datagram that comes in does not grow with the number of clients.
 */
@NullMarked
package dev.fuota.server.msu;

import org.jspecify.annotations.NullMarked;
