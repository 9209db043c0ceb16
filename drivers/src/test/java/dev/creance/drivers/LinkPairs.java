package dev.creance.drivers;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.channels.DatagramChannel;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;

/** Every kind of link with both of its ends in this process. */
enum LinkPairs {
    IN_PROCESS {
        @Override
        LinkEnds open() throws Exception {
            return InProcessLink.pair("sim");
        }
    },
    PTY_AND_SERIAL {
        @Override
        LinkEnds open() throws Exception {
            return Links.open(new PortSpec.PtySimulated(), 2_000_000);
        }
    },
    UDP {
        @Override
        LinkEnds open() throws Exception {
            InetSocketAddress any = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
            DatagramChannel near = DatagramChannel.open().bind(any);
            DatagramChannel far = DatagramChannel.open().bind(any);
            near.connect(far.getLocalAddress());
            far.connect(near.getLocalAddress());
            return new LinkEnds(UdpLink.of(near, "near"), UdpLink.of(far, "far"));
        }
    },
    TCP {
        @Override
        LinkEnds open() throws Exception {
            try (ServerSocketChannel server = ServerSocketChannel.open()) {
                server.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
                InetSocketAddress address = (InetSocketAddress) server.getLocalAddress();
                TcpLink near = TcpLink.open(address.getHostString(), address.getPort());
                SocketChannel far = server.accept();
                return new LinkEnds(near, TcpLink.of(far, "far"));
            }
        }
    };

    abstract LinkEnds open() throws Exception;
}
