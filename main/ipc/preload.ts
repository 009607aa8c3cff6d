import { contextBridge, ipcRenderer, webFrame } from 'electron';
import { createBridge } from './bridge.ts';

// The page never speaks WebRTC, which no content security policy forbids and which looks up the names of its servers.
void webFrame.executeJavaScript('delete globalThis.RTCPeerConnection; delete globalThis.webkitRTCPeerConnection; undefined');

contextBridge.exposeInMainWorld('quickSend', createBridge(ipcRenderer));
