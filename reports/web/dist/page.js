(()=>{function xi(e,t){return e==null||t==null?NaN:e<t?-1:e>t?1:e>=t?0:NaN}function Qi(e,t){return e==null||t==null?NaN:t<e?-1:t>e?1:t>=e?0:NaN}function to(e){let t,n,i;e.length!==2?(t=xi,n=(a,c)=>xi(e(a),c),i=(a,c)=>e(a)-c):(t=e===xi||e===Qi?e:FA,n=e,i=e);function r(a,c,l=0,u=a.length){if(l<u){if(t(c,c)!==0)return u;do{let h=l+u>>>1;n(a[h],c)<0?l=h+1:u=h}while(l<u)}return l}function s(a,c,l=0,u=a.length){if(l<u){if(t(c,c)!==0)return u;do{let h=l+u>>>1;n(a[h],c)<=0?l=h+1:u=h}while(l<u)}return l}function o(a,c,l=0,u=a.length){let h=r(a,c,l,u-1);return h>l&&i(a[h-1],c)>-i(a[h],c)?h-1:h}return{left:r,center:o,right:s}}function FA(){return 0}function ry(e){return e===null?NaN:+e}function*OA(e,t){if(t===void 0)for(let n of e)n!=null&&(n=+n)>=n&&(yield n);else{let n=-1;for(let i of e)(i=t(i,++n,e))!=null&&(i=+i)>=i&&(yield i)}}var sy=to(xi),pl=sy.right,m4=sy.left,g4=to(ry).center;var _4=oy(ay),y4=oy(BA);function oy(e){return function(t,n,i=n){if(!((n=+n)>=0))throw new RangeError("invalid rx");if(!((i=+i)>=0))throw new RangeError("invalid ry");let{data:r,width:s,height:o}=t;if(!((s=Math.floor(s))>=0))throw new RangeError("invalid width");if(!((o=Math.floor(o!==void 0?o:r.length/s))>=0))throw new RangeError("invalid height");if(!s||!o||!n&&!i)return t;let a=n&&e(n),c=i&&e(i),l=r.slice();return a&&c?(Qs(a,l,r,s,o),Qs(a,r,l,s,o),Qs(a,l,r,s,o),js(c,r,l,s,o),js(c,l,r,s,o),js(c,r,l,s,o)):a?(Qs(a,r,l,s,o),Qs(a,l,r,s,o),Qs(a,r,l,s,o)):c&&(js(c,r,l,s,o),js(c,l,r,s,o),js(c,r,l,s,o)),t}}function Qs(e,t,n,i,r){for(let s=0,o=i*r;s<o;)e(t,n,s,s+=i,1)}function js(e,t,n,i,r){for(let s=0,o=i*r;s<i;++s)e(t,n,s,s+o,i)}function BA(e){let t=ay(e);return(n,i,r,s,o)=>{r<<=2,s<<=2,o<<=2,t(n,i,r+0,s+0,o),t(n,i,r+1,s+1,o),t(n,i,r+2,s+2,o),t(n,i,r+3,s+3,o)}}function ay(e){let t=Math.floor(e);if(t===e)return kA(e);let n=e-t,i=2*e+1;return(r,s,o,a,c)=>{if(!((a-=c)>=o))return;let l=t*s[o],u=c*t,h=u+c;for(let f=o,d=o+u;f<d;f+=c)l+=s[Math.min(a,f)];for(let f=o,d=a;f<=d;f+=c)l+=s[Math.min(a,f+u)],r[f]=(l+n*(s[Math.max(o,f-h)]+s[Math.min(a,f+h)]))/i,l-=s[Math.max(o,f-u)]}}function kA(e){let t=2*e+1;return(n,i,r,s,o)=>{if(!((s-=o)>=r))return;let a=e*i[r],c=o*e;for(let l=r,u=r+c;l<u;l+=o)a+=i[Math.min(s,l)];for(let l=r,u=s;l<=u;l+=o)a+=i[Math.min(s,l+c)],n[l]=a/t,a-=i[Math.max(r,l-c)]}}function zA(e){return e.length|0}function GA(e){return!(e>0)}function VA(e){return typeof e!="object"||"length"in e?e:Array.from(e)}function HA(e){return t=>e(...t)}function cy(...e){let t=typeof e[e.length-1]=="function"&&HA(e.pop());e=e.map(VA);let n=e.map(zA),i=e.length-1,r=new Array(i+1).fill(0),s=[];if(i<0||n.some(GA))return s;for(;;){s.push(r.map((a,c)=>e[c][a]));let o=i;for(;++r[o]===n[o];){if(o===0)return t?s.map(t):s;r[o--]=0}}}function sd(e,t){let n=0,i,r=0,s=0;if(t===void 0)for(let o of e)o!=null&&(o=+o)>=o&&(i=o-r,r+=i/++n,s+=i*(o-r));else{let o=-1;for(let a of e)(a=t(a,++o,e))!=null&&(a=+a)>=a&&(i=a-r,r+=i/++n,s+=i*(a-r))}if(n>1)return s/(n-1)}function ly(e,t){let n=sd(e,t);return n&&Math.sqrt(n)}function zn(e,t){let n,i;if(t===void 0)for(let r of e)r!=null&&(n===void 0?r>=r&&(n=i=r):(n>r&&(n=r),i<r&&(i=r)));else{let r=-1;for(let s of e)(s=t(s,++r,e))!=null&&(n===void 0?s>=s&&(n=i=s):(n>s&&(n=s),i<s&&(i=s)))}return[n,i]}var kn=class{constructor(){this._partials=new Float64Array(32),this._n=0}add(t){let n=this._partials,i=0;for(let r=0;r<this._n&&r<32;r++){let s=n[r],o=t+s,a=Math.abs(t)<Math.abs(s)?t-(o-s):s-(o-t);a&&(n[i++]=a),t=o}return n[i]=t,this._n=i+1,this}valueOf(){let t=this._partials,n=this._n,i,r,s,o=0;if(n>0){for(o=t[--n];n>0&&(i=o,r=t[--n],o=i+r,s=r-(o-i),!s););n>0&&(s<0&&t[n-1]<0||s>0&&t[n-1]>0)&&(r=s*2,i=o+r,r==i-o&&(o=i))}return o}};var Ki=class extends Map{constructor(t,n=hy){if(super(),Object.defineProperties(this,{_intern:{value:new Map},_key:{value:n}}),t!=null)for(let[i,r]of t)this.set(i,r)}get(t){return super.get(id(this,t))}has(t){return super.has(id(this,t))}set(t,n){return super.set(uy(this,t),n)}delete(t){return super.delete(fy(this,t))}},vi=class extends Set{constructor(t,n=hy){if(super(),Object.defineProperties(this,{_intern:{value:new Map},_key:{value:n}}),t!=null)for(let i of t)this.add(i)}has(t){return super.has(id(this,t))}add(t){return super.add(uy(this,t))}delete(t){return super.delete(fy(this,t))}};function id({_intern:e,_key:t},n){let i=t(n);return e.has(i)?e.get(i):n}function uy({_intern:e,_key:t},n){let i=t(n);return e.has(i)?e.get(i):(e.set(i,n),n)}function fy({_intern:e,_key:t},n){let i=t(n);return e.has(i)&&(n=e.get(i),e.delete(i)),n}function hy(e){return e!==null&&typeof e=="object"?e.valueOf():e}function rd(e){return e}function od(e,...t){return ad(e,rd,rd,t)}function Aa(e,t,...n){return ad(e,rd,t,n)}function dy(e,t,...n){return ad(e,Array.from,t,n)}function ad(e,t,n,i){return(function r(s,o){if(o>=i.length)return n(s);let a=new Ki,c=i[o++],l=-1;for(let u of s){let h=c(u,++l,s),f=a.get(h);f?f.push(u):a.set(h,[u])}for(let[u,h]of a)a.set(u,r(h,o));return t(a)})(e,0)}function WA(e,t){return Array.from(t,n=>e[n])}function cd(e,...t){if(typeof e[Symbol.iterator]!="function")throw new TypeError("values is not iterable");e=Array.from(e);let[n]=t;if(n&&n.length!==2||t.length>1){let i=Uint32Array.from(e,(r,s)=>s);return t.length>1?(t=t.map(r=>e.map(r)),i.sort((r,s)=>{for(let o of t){let a=fl(o[r],o[s]);if(a)return a}})):(n=e.map(n),i.sort((r,s)=>fl(n[r],n[s]))),WA(e,i)}return e.sort(py(n))}function py(e=xi){if(e===xi)return fl;if(typeof e!="function")throw new TypeError("compare is not a function");return(t,n)=>{let i=e(t,n);return i||i===0?i:(e(n,n)===0)-(e(t,t)===0)}}function fl(e,t){return(e==null||!(e>=e))-(t==null||!(t>=t))||(e<t?-1:e>t?1:0)}var $A=Array.prototype,x4=$A.slice;var XA=Math.sqrt(50),qA=Math.sqrt(10),YA=Math.sqrt(2);function hl(e,t,n){let i=(t-e)/Math.max(0,n),r=Math.floor(Math.log10(i)),s=i/Math.pow(10,r),o=s>=XA?10:s>=qA?5:s>=YA?2:1,a,c,l;return r<0?(l=Math.pow(10,-r)/o,a=Math.round(e*l),c=Math.round(t*l),a/l<e&&++a,c/l>t&&--c,l=-l):(l=Math.pow(10,r)*o,a=Math.round(e/l),c=Math.round(t/l),a*l<e&&++a,c*l>t&&--c),c<a&&.5<=n&&n<2?hl(e,t,n*2):[a,c,l]}function eo(e,t,n){if(t=+t,e=+e,n=+n,!(n>0))return[];if(e===t)return[e];let i=t<e,[r,s,o]=i?hl(t,e,n):hl(e,t,n);if(!(s>=r))return[];let a=s-r+1,c=new Array(a);if(i)if(o<0)for(let l=0;l<a;++l)c[l]=(s-l)/-o;else for(let l=0;l<a;++l)c[l]=(s-l)*o;else if(o<0)for(let l=0;l<a;++l)c[l]=(r+l)/-o;else for(let l=0;l<a;++l)c[l]=(r+l)*o;return c}function dl(e,t,n){return t=+t,e=+e,n=+n,hl(e,t,n)[2]}function Ea(e,t,n){t=+t,e=+e,n=+n;let i=t<e,r=i?dl(t,e,n):dl(e,t,n);return(i?-1:1)*(r<0?1/-r:r)}function wn(e,t){let n;if(t===void 0)for(let i of e)i!=null&&(n<i||n===void 0&&i>=i)&&(n=i);else{let i=-1;for(let r of e)(r=t(r,++i,e))!=null&&(n<r||n===void 0&&r>=r)&&(n=r)}return n}function my(e,t){let n,i=-1,r=-1;if(t===void 0)for(let s of e)++r,s!=null&&(n<s||n===void 0&&s>=s)&&(n=s,i=r);else for(let s of e)(s=t(s,++r,e))!=null&&(n<s||n===void 0&&s>=s)&&(n=s,i=r);return i}function us(e,t){let n;if(t===void 0)for(let i of e)i!=null&&(n>i||n===void 0&&i>=i)&&(n=i);else{let i=-1;for(let r of e)(r=t(r,++i,e))!=null&&(n>r||n===void 0&&r>=r)&&(n=r)}return n}function gy(e,t){let n,i=-1,r=-1;if(t===void 0)for(let s of e)++r,s!=null&&(n>s||n===void 0&&s>=s)&&(n=s,i=r);else for(let s of e)(s=t(s,++r,e))!=null&&(n>s||n===void 0&&s>=s)&&(n=s,i=r);return i}function _y(e,t,n=0,i=1/0,r){if(t=Math.floor(t),n=Math.floor(Math.max(0,n)),i=Math.floor(Math.min(e.length-1,i)),!(n<=t&&t<=i))return e;for(r=r===void 0?fl:py(r);i>n;){if(i-n>600){let c=i-n+1,l=t-n+1,u=Math.log(c),h=.5*Math.exp(2*u/3),f=.5*Math.sqrt(u*h*(c-h)/c)*(l-c/2<0?-1:1),d=Math.max(n,Math.floor(t-l*h/c+f)),p=Math.min(i,Math.floor(t+(c-l)*h/c+f));_y(e,t,d,p,r)}let s=e[t],o=n,a=i;for(Ta(e,n,t),r(e[i],s)>0&&Ta(e,n,i);o<a;){for(Ta(e,o,a),++o,--a;r(e[o],s)<0;)++o;for(;r(e[a],s)>0;)--a}r(e[n],s)===0?Ta(e,n,a):(++a,Ta(e,a,i)),a<=t&&(n=a+1),t<=a&&(i=a-1)}return e}function Ta(e,t,n){let i=e[t];e[t]=e[n],e[n]=i}function fs(e,t,n){if(e=Float64Array.from(OA(e,n)),!(!(i=e.length)||isNaN(t=+t))){if(t<=0||i<2)return us(e);if(t>=1)return wn(e);var i,r=(i-1)*t,s=Math.floor(r),o=wn(_y(e,s).subarray(0,s+1)),a=us(e.subarray(s+1));return o+(a-o)*(r-s)}}function yy(e,t,n=ry){if(!(!(i=e.length)||isNaN(t=+t))){if(t<=0||i<2)return+n(e[0],0,e);if(t>=1)return+n(e[i-1],i-1,e);var i,r=(i-1)*t,s=Math.floor(r),o=+n(e[s],s,e),a=+n(e[s+1],s+1,e);return o+(a-o)*(r-s)}}function xy(e,t){let n=0,i=0;if(t===void 0)for(let r of e)r!=null&&(r=+r)>=r&&(++n,i+=r);else{let r=-1;for(let s of e)(s=t(s,++r,e))!=null&&(s=+s)>=s&&(++n,i+=s)}if(n)return i/n}function Ca(e,t){return fs(e,.5,t)}function*ZA(e){for(let t of e)yield*t}function ld(e){return Array.from(ZA(e))}function vy(e,t){let n=new Ki;if(t===void 0)for(let s of e)s!=null&&s>=s&&n.set(s,(n.get(s)||0)+1);else{let s=-1;for(let o of e)(o=t(o,++s,e))!=null&&o>=o&&n.set(o,(n.get(o)||0)+1)}let i,r=0;for(let[s,o]of n)o>r&&(r=o,i=s);return i}function by(e,t=JA){let n=[],i,r=!1;for(let s of e)r&&n.push(t(i,s)),i=s,r=!0;return n}function JA(e,t){return[e,t]}function no(e,t,n){e=+e,t=+t,n=(r=arguments.length)<2?(t=e,e=0,1):r<3?1:+n;for(var i=-1,r=Math.max(0,Math.ceil((t-e)/n))|0,s=new Array(r);++i<r;)s[i]=e+i*n;return s}var v4=KA(Math.random);function KA(e){return function(n,i=0,r=n.length){let s=r-(i=+i);for(;s;){let o=e()*s--|0,a=n[s+i];n[s+i]=n[o+i],n[o+i]=a}return n}}function Ra(e,t){let n=0;if(t===void 0)for(let i of e)(i=+i)&&(n+=i);else{let i=-1;for(let r of e)(r=+t(r,++i,e))&&(n+=r)}return n}function io(e){if(typeof e[Symbol.iterator]!="function")throw new TypeError("values is not iterable");return Array.from(e).reverse()}function QA(e){return e}var ud=1,fd=2,hd=3,ml=4,My=1e-6;function jA(e){return"translate("+e+",0)"}function tE(e){return"translate(0,"+e+")"}function eE(e){return t=>+e(t)}function nE(e,t){return t=Math.max(0,e.bandwidth()-t*2)/2,e.round()&&(t=Math.round(t)),n=>+e(n)+t}function iE(){return!this.__axis}function rE(e,t){var n=[],i=null,r=null,s=6,o=6,a=3,c=typeof window<"u"&&window.devicePixelRatio>1?0:.5,l=e===ud||e===ml?-1:1,u=e===ml||e===fd?"x":"y",h=e===ud||e===hd?jA:tE;function f(d){var p=i??(t.ticks?t.ticks.apply(t,n):t.domain()),y=r??(t.tickFormat?t.tickFormat.apply(t,n):QA),m=Math.max(s,0)+a,g=t.range(),x=+g[0]+c,S=+g[g.length-1]+c,v=(t.bandwidth?nE:eE)(t.copy(),c),T=d.selection?d.selection():d,b=T.selectAll(".domain").data([null]),_=T.selectAll(".tick").data(p,t).order(),M=_.exit(),I=_.enter().append("g").attr("class","tick"),C=_.select("line"),E=_.select("text");b=b.merge(b.enter().insert("path",".tick").attr("class","domain").attr("stroke","currentColor")),_=_.merge(I),C=C.merge(I.append("line").attr("stroke","currentColor").attr(u+"2",l*s)),E=E.merge(I.append("text").attr("fill","currentColor").attr(u,l*m).attr("dy",e===ud?"0em":e===hd?"0.71em":"0.32em")),d!==T&&(b=b.transition(d),_=_.transition(d),C=C.transition(d),E=E.transition(d),M=M.transition(d).attr("opacity",My).attr("transform",function(N){return isFinite(N=v(N))?h(N+c):this.getAttribute("transform")}),I.attr("opacity",My).attr("transform",function(N){var B=this.parentNode.__axis;return h((B&&isFinite(B=B(N))?B:v(N))+c)})),M.remove(),b.attr("d",e===ml||e===fd?o?"M"+l*o+","+x+"H"+c+"V"+S+"H"+l*o:"M"+c+","+x+"V"+S:o?"M"+x+","+l*o+"V"+c+"H"+S+"V"+l*o:"M"+x+","+c+"H"+S),_.attr("opacity",1).attr("transform",function(N){return h(v(N)+c)}),C.attr(u+"2",l*s),E.attr(u,l*m).text(y),T.filter(iE).attr("fill","none").attr("font-size",10).attr("font-family","sans-serif").attr("text-anchor",e===fd?"start":e===ml?"end":"middle"),T.each(function(){this.__axis=v})}return f.scale=function(d){return arguments.length?(t=d,f):t},f.ticks=function(){return n=Array.from(arguments),f},f.tickArguments=function(d){return arguments.length?(n=d==null?[]:Array.from(d),f):n.slice()},f.tickValues=function(d){return arguments.length?(i=d==null?null:Array.from(d),f):i&&i.slice()},f.tickFormat=function(d){return arguments.length?(r=d,f):r},f.tickSize=function(d){return arguments.length?(s=o=+d,f):s},f.tickSizeInner=function(d){return arguments.length?(s=+d,f):s},f.tickSizeOuter=function(d){return arguments.length?(o=+d,f):o},f.tickPadding=function(d){return arguments.length?(a=+d,f):a},f.offset=function(d){return arguments.length?(c=+d,f):c},f}function Sy(e){return rE(hd,e)}var dd="http://www.w3.org/1999/xhtml",Pr={svg:"http://www.w3.org/2000/svg",xhtml:dd,xlink:"http://www.w3.org/1999/xlink",xml:"http://www.w3.org/XML/1998/namespace",xmlns:"http://www.w3.org/2000/xmlns/"};function wy(e){var t=e+="",n=t.indexOf(":");return n>=0&&(t=e.slice(0,n))!=="xmlns"&&(e=e.slice(n+1)),Pr.hasOwnProperty(t)?{space:Pr[t],local:e}:e}function sE(e){return function(){var t=this.ownerDocument,n=this.namespaceURI;return n===dd&&t.documentElement.namespaceURI===dd?t.createElement(e):t.createElementNS(n,e)}}function oE(e){return function(){return this.ownerDocument.createElementNS(e.space,e.local)}}function ro(e){var t=wy(e);return(t.local?oE:sE)(t)}function aE(){}function Ty(e){return e==null?aE:function(){return this.querySelector(e)}}function cE(e){typeof e!="function"&&(e=Ty(e));for(var t=this._groups,n=t.length,i=new Array(n),r=0;r<n;++r)for(var s=t[r],o=s.length,a=i[r]=new Array(o),c,l,u=0;u<o;++u)(c=s[u])&&(l=e.call(c,c.__data__,u,s))&&("__data__"in c&&(l.__data__=c.__data__),a[u]=l);return new Tn(i,this._parents)}function lE(e){return e==null?[]:Array.isArray(e)?e:Array.from(e)}function uE(){return[]}function fE(e){return e==null?uE:function(){return this.querySelectorAll(e)}}function hE(e){return function(){return lE(e.apply(this,arguments))}}function dE(e){typeof e=="function"?e=hE(e):e=fE(e);for(var t=this._groups,n=t.length,i=[],r=[],s=0;s<n;++s)for(var o=t[s],a=o.length,c,l=0;l<a;++l)(c=o[l])&&(i.push(e.call(c,c.__data__,l,o)),r.push(c));return new Tn(i,r)}function pE(e){return function(){return this.matches(e)}}function Ay(e){return function(t){return t.matches(e)}}var mE=Array.prototype.find;function gE(e){return function(){return mE.call(this.children,e)}}function _E(){return this.firstElementChild}function yE(e){return this.select(e==null?_E:gE(typeof e=="function"?e:Ay(e)))}var xE=Array.prototype.filter;function vE(){return Array.from(this.children)}function bE(e){return function(){return xE.call(this.children,e)}}function ME(e){return this.selectAll(e==null?vE:bE(typeof e=="function"?e:Ay(e)))}function SE(e){typeof e!="function"&&(e=pE(e));for(var t=this._groups,n=t.length,i=new Array(n),r=0;r<n;++r)for(var s=t[r],o=s.length,a=i[r]=[],c,l=0;l<o;++l)(c=s[l])&&e.call(c,c.__data__,l,s)&&a.push(c);return new Tn(i,this._parents)}function Ey(e){return new Array(e.length)}function wE(){return new Tn(this._enter||this._groups.map(Ey),this._parents)}function gl(e,t){this.ownerDocument=e.ownerDocument,this.namespaceURI=e.namespaceURI,this._next=null,this._parent=e,this.__data__=t}gl.prototype={constructor:gl,appendChild:function(e){return this._parent.insertBefore(e,this._next)},insertBefore:function(e,t){return this._parent.insertBefore(e,t)},querySelector:function(e){return this._parent.querySelector(e)},querySelectorAll:function(e){return this._parent.querySelectorAll(e)}};function TE(e){return function(){return e}}function AE(e,t,n,i,r,s){for(var o=0,a,c=t.length,l=s.length;o<l;++o)(a=t[o])?(a.__data__=s[o],i[o]=a):n[o]=new gl(e,s[o]);for(;o<c;++o)(a=t[o])&&(r[o]=a)}function EE(e,t,n,i,r,s,o){var a,c,l=new Map,u=t.length,h=s.length,f=new Array(u),d;for(a=0;a<u;++a)(c=t[a])&&(f[a]=d=o.call(c,c.__data__,a,t)+"",l.has(d)?r[a]=c:l.set(d,c));for(a=0;a<h;++a)d=o.call(e,s[a],a,s)+"",(c=l.get(d))?(i[a]=c,c.__data__=s[a],l.delete(d)):n[a]=new gl(e,s[a]);for(a=0;a<u;++a)(c=t[a])&&l.get(f[a])===c&&(r[a]=c)}function CE(e){return e.__data__}function RE(e,t){if(!arguments.length)return Array.from(this,CE);var n=t?EE:AE,i=this._parents,r=this._groups;typeof e!="function"&&(e=TE(e));for(var s=r.length,o=new Array(s),a=new Array(s),c=new Array(s),l=0;l<s;++l){var u=i[l],h=r[l],f=h.length,d=IE(e.call(u,u&&u.__data__,l,i)),p=d.length,y=a[l]=new Array(p),m=o[l]=new Array(p),g=c[l]=new Array(f);n(u,h,y,m,g,d,t);for(var x=0,S=0,v,T;x<p;++x)if(v=y[x]){for(x>=S&&(S=x+1);!(T=m[S])&&++S<p;);v._next=T||null}}return o=new Tn(o,i),o._enter=a,o._exit=c,o}function IE(e){return typeof e=="object"&&"length"in e?e:Array.from(e)}function PE(){return new Tn(this._exit||this._groups.map(Ey),this._parents)}function LE(e,t,n){var i=this.enter(),r=this,s=this.exit();return typeof e=="function"?(i=e(i),i&&(i=i.selection())):i=i.append(e+""),t!=null&&(r=t(r),r&&(r=r.selection())),n==null?s.remove():n(s),i&&r?i.merge(r).order():r}function NE(e){for(var t=e.selection?e.selection():e,n=this._groups,i=t._groups,r=n.length,s=i.length,o=Math.min(r,s),a=new Array(r),c=0;c<o;++c)for(var l=n[c],u=i[c],h=l.length,f=a[c]=new Array(h),d,p=0;p<h;++p)(d=l[p]||u[p])&&(f[p]=d);for(;c<r;++c)a[c]=n[c];return new Tn(a,this._parents)}function DE(){for(var e=this._groups,t=-1,n=e.length;++t<n;)for(var i=e[t],r=i.length-1,s=i[r],o;--r>=0;)(o=i[r])&&(s&&o.compareDocumentPosition(s)^4&&s.parentNode.insertBefore(o,s),s=o);return this}function UE(e){e||(e=FE);function t(h,f){return h&&f?e(h.__data__,f.__data__):!h-!f}for(var n=this._groups,i=n.length,r=new Array(i),s=0;s<i;++s){for(var o=n[s],a=o.length,c=r[s]=new Array(a),l,u=0;u<a;++u)(l=o[u])&&(c[u]=l);c.sort(t)}return new Tn(r,this._parents).order()}function FE(e,t){return e<t?-1:e>t?1:e>=t?0:NaN}function OE(){var e=arguments[0];return arguments[0]=this,e.apply(null,arguments),this}function BE(){return Array.from(this)}function kE(){for(var e=this._groups,t=0,n=e.length;t<n;++t)for(var i=e[t],r=0,s=i.length;r<s;++r){var o=i[r];if(o)return o}return null}function zE(){let e=0;for(let t of this)++e;return e}function GE(){return!this.node()}function VE(e){for(var t=this._groups,n=0,i=t.length;n<i;++n)for(var r=t[n],s=0,o=r.length,a;s<o;++s)(a=r[s])&&e.call(a,a.__data__,s,r);return this}function HE(e){return function(){this.removeAttribute(e)}}function WE(e){return function(){this.removeAttributeNS(e.space,e.local)}}function $E(e,t){return function(){this.setAttribute(e,t)}}function XE(e,t){return function(){this.setAttributeNS(e.space,e.local,t)}}function qE(e,t){return function(){var n=t.apply(this,arguments);n==null?this.removeAttribute(e):this.setAttribute(e,n)}}function YE(e,t){return function(){var n=t.apply(this,arguments);n==null?this.removeAttributeNS(e.space,e.local):this.setAttributeNS(e.space,e.local,n)}}function ZE(e,t){var n=wy(e);if(arguments.length<2){var i=this.node();return n.local?i.getAttributeNS(n.space,n.local):i.getAttribute(n)}return this.each((t==null?n.local?WE:HE:typeof t=="function"?n.local?YE:qE:n.local?XE:$E)(n,t))}function Cy(e){return e.ownerDocument&&e.ownerDocument.defaultView||e.document&&e||e.defaultView}function JE(e){return function(){this.style.removeProperty(e)}}function KE(e,t,n){return function(){this.style.setProperty(e,t,n)}}function QE(e,t,n){return function(){var i=t.apply(this,arguments);i==null?this.style.removeProperty(e):this.style.setProperty(e,i,n)}}function jE(e,t,n){return arguments.length>1?this.each((t==null?JE:typeof t=="function"?QE:KE)(e,t,n??"")):t2(this.node(),e)}function t2(e,t){return e.style.getPropertyValue(t)||Cy(e).getComputedStyle(e,null).getPropertyValue(t)}function e2(e){return function(){delete this[e]}}function n2(e,t){return function(){this[e]=t}}function i2(e,t){return function(){var n=t.apply(this,arguments);n==null?delete this[e]:this[e]=n}}function r2(e,t){return arguments.length>1?this.each((t==null?e2:typeof t=="function"?i2:n2)(e,t)):this.node()[e]}function Ry(e){return e.trim().split(/^|\s+/)}function md(e){return e.classList||new Iy(e)}function Iy(e){this._node=e,this._names=Ry(e.getAttribute("class")||"")}Iy.prototype={add:function(e){var t=this._names.indexOf(e);t<0&&(this._names.push(e),this._node.setAttribute("class",this._names.join(" ")))},remove:function(e){var t=this._names.indexOf(e);t>=0&&(this._names.splice(t,1),this._node.setAttribute("class",this._names.join(" ")))},contains:function(e){return this._names.indexOf(e)>=0}};function Py(e,t){for(var n=md(e),i=-1,r=t.length;++i<r;)n.add(t[i])}function Ly(e,t){for(var n=md(e),i=-1,r=t.length;++i<r;)n.remove(t[i])}function s2(e){return function(){Py(this,e)}}function o2(e){return function(){Ly(this,e)}}function a2(e,t){return function(){(t.apply(this,arguments)?Py:Ly)(this,e)}}function c2(e,t){var n=Ry(e+"");if(arguments.length<2){for(var i=md(this.node()),r=-1,s=n.length;++r<s;)if(!i.contains(n[r]))return!1;return!0}return this.each((typeof t=="function"?a2:t?s2:o2)(n,t))}function l2(){this.textContent=""}function u2(e){return function(){this.textContent=e}}function f2(e){return function(){var t=e.apply(this,arguments);this.textContent=t??""}}function h2(e){return arguments.length?this.each(e==null?l2:(typeof e=="function"?f2:u2)(e)):this.node().textContent}function d2(){this.innerHTML=""}function p2(e){return function(){this.innerHTML=e}}function m2(e){return function(){var t=e.apply(this,arguments);this.innerHTML=t??""}}function g2(e){return arguments.length?this.each(e==null?d2:(typeof e=="function"?m2:p2)(e)):this.node().innerHTML}function _2(){this.nextSibling&&this.parentNode.appendChild(this)}function y2(){return this.each(_2)}function x2(){this.previousSibling&&this.parentNode.insertBefore(this,this.parentNode.firstChild)}function v2(){return this.each(x2)}function b2(e){var t=typeof e=="function"?e:ro(e);return this.select(function(){return this.appendChild(t.apply(this,arguments))})}function M2(){return null}function S2(e,t){var n=typeof e=="function"?e:ro(e),i=t==null?M2:typeof t=="function"?t:Ty(t);return this.select(function(){return this.insertBefore(n.apply(this,arguments),i.apply(this,arguments)||null)})}function w2(){var e=this.parentNode;e&&e.removeChild(this)}function T2(){return this.each(w2)}function A2(){var e=this.cloneNode(!1),t=this.parentNode;return t?t.insertBefore(e,this.nextSibling):e}function E2(){var e=this.cloneNode(!0),t=this.parentNode;return t?t.insertBefore(e,this.nextSibling):e}function C2(e){return this.select(e?E2:A2)}function R2(e){return arguments.length?this.property("__data__",e):this.node().__data__}function I2(e){return function(t){e.call(this,t,this.__data__)}}function P2(e){return e.trim().split(/^|\s+/).map(function(t){var n="",i=t.indexOf(".");return i>=0&&(n=t.slice(i+1),t=t.slice(0,i)),{type:t,name:n}})}function L2(e){return function(){var t=this.__on;if(t){for(var n=0,i=-1,r=t.length,s;n<r;++n)s=t[n],(!e.type||s.type===e.type)&&s.name===e.name?this.removeEventListener(s.type,s.listener,s.options):t[++i]=s;++i?t.length=i:delete this.__on}}}function N2(e,t,n){return function(){var i=this.__on,r,s=I2(t);if(i){for(var o=0,a=i.length;o<a;++o)if((r=i[o]).type===e.type&&r.name===e.name){this.removeEventListener(r.type,r.listener,r.options),this.addEventListener(r.type,r.listener=s,r.options=n),r.value=t;return}}this.addEventListener(e.type,s,n),r={type:e.type,name:e.name,value:t,listener:s,options:n},i?i.push(r):this.__on=[r]}}function D2(e,t,n){var i=P2(e+""),r,s=i.length,o;if(arguments.length<2){var a=this.node().__on;if(a){for(var c=0,l=a.length,u;c<l;++c)for(r=0,u=a[c];r<s;++r)if((o=i[r]).type===u.type&&o.name===u.name)return u.value}return}for(a=t?N2:L2,r=0;r<s;++r)this.each(a(i[r],t,n));return this}function Ny(e,t,n){var i=Cy(e),r=i.CustomEvent;typeof r=="function"?r=new r(t,n):(r=i.document.createEvent("Event"),n?(r.initEvent(t,n.bubbles,n.cancelable),r.detail=n.detail):r.initEvent(t,!1,!1)),e.dispatchEvent(r)}function U2(e,t){return function(){return Ny(this,e,t)}}function F2(e,t){return function(){return Ny(this,e,t.apply(this,arguments))}}function O2(e,t){return this.each((typeof t=="function"?F2:U2)(e,t))}function*B2(){for(var e=this._groups,t=0,n=e.length;t<n;++t)for(var i=e[t],r=0,s=i.length,o;r<s;++r)(o=i[r])&&(yield o)}var Dy=[null];function Tn(e,t){this._groups=e,this._parents=t}function k2(){return new Tn([[document.documentElement]],Dy)}function z2(){return this}Tn.prototype=k2.prototype={constructor:Tn,select:cE,selectAll:dE,selectChild:yE,selectChildren:ME,filter:SE,data:RE,enter:wE,exit:PE,join:LE,merge:NE,selection:z2,order:DE,sort:UE,call:OE,nodes:BE,node:kE,size:zE,empty:GE,each:VE,attr:ZE,style:jE,property:r2,classed:c2,text:h2,html:g2,raise:y2,lower:v2,append:b2,insert:S2,remove:T2,clone:C2,datum:R2,on:D2,dispatch:O2,[Symbol.iterator]:B2};function oi(e){return typeof e=="string"?new Tn([[document.querySelector(e)]],[document.documentElement]):new Tn([[e]],Dy)}var G2=0;function V2(){return new pd}function pd(){this._="@"+(++G2).toString(36)}pd.prototype=V2.prototype={constructor:pd,get:function(e){for(var t=this._;!(t in e);)if(!(e=e.parentNode))return;return e[t]},set:function(e,t){return e[this._]=t},remove:function(e){return this._ in e&&delete e[this._]},toString:function(){return this._}};function H2(e){let t;for(;t=e.sourceEvent;)e=t;return e}function Uy(e,t){if(e=H2(e),t===void 0&&(t=e.currentTarget),t){var n=t.ownerSVGElement||t;if(n.createSVGPoint){var i=n.createSVGPoint();return i.x=e.clientX,i.y=e.clientY,i=i.matrixTransform(t.getScreenCTM().inverse()),[i.x,i.y]}if(t.getBoundingClientRect){var r=t.getBoundingClientRect();return[e.clientX-r.left-t.clientLeft,e.clientY-r.top-t.clientTop]}}return[e.pageX,e.pageY]}function co(e,t,n){e.prototype=t.prototype=n,n.constructor=e}function La(e,t){var n=Object.create(e.prototype);for(var i in t)n[i]=t[i];return n}function Lr(){}var ms=.7,ao=1/ms,so="\\s*([+-]?\\d+)\\s*",Ia="\\s*([+-]?(?:\\d*\\.)?\\d+(?:[eE][+-]?\\d+)?)\\s*",bi="\\s*([+-]?(?:\\d*\\.)?\\d+(?:[eE][+-]?\\d+)?)%\\s*",W2=/^#([0-9a-f]{3,8})$/,$2=new RegExp(`^rgb\\(${so},${so},${so}\\)$`),X2=new RegExp(`^rgb\\(${bi},${bi},${bi}\\)$`),q2=new RegExp(`^rgba\\(${so},${so},${so},${Ia}\\)$`),Y2=new RegExp(`^rgba\\(${bi},${bi},${bi},${Ia}\\)$`),Z2=new RegExp(`^hsl\\(${Ia},${bi},${bi}\\)$`),J2=new RegExp(`^hsla\\(${Ia},${bi},${bi},${Ia}\\)$`),Fy={aliceblue:15792383,antiquewhite:16444375,aqua:65535,aquamarine:8388564,azure:15794175,beige:16119260,bisque:16770244,black:0,blanchedalmond:16772045,blue:255,blueviolet:9055202,brown:10824234,burlywood:14596231,cadetblue:6266528,chartreuse:8388352,chocolate:13789470,coral:16744272,cornflowerblue:6591981,cornsilk:16775388,crimson:14423100,cyan:65535,darkblue:139,darkcyan:35723,darkgoldenrod:12092939,darkgray:11119017,darkgreen:25600,darkgrey:11119017,darkkhaki:12433259,darkmagenta:9109643,darkolivegreen:5597999,darkorange:16747520,darkorchid:10040012,darkred:9109504,darksalmon:15308410,darkseagreen:9419919,darkslateblue:4734347,darkslategray:3100495,darkslategrey:3100495,darkturquoise:52945,darkviolet:9699539,deeppink:16716947,deepskyblue:49151,dimgray:6908265,dimgrey:6908265,dodgerblue:2003199,firebrick:11674146,floralwhite:16775920,forestgreen:2263842,fuchsia:16711935,gainsboro:14474460,ghostwhite:16316671,gold:16766720,goldenrod:14329120,gray:8421504,green:32768,greenyellow:11403055,grey:8421504,honeydew:15794160,hotpink:16738740,indianred:13458524,indigo:4915330,ivory:16777200,khaki:15787660,lavender:15132410,lavenderblush:16773365,lawngreen:8190976,lemonchiffon:16775885,lightblue:11393254,lightcoral:15761536,lightcyan:14745599,lightgoldenrodyellow:16448210,lightgray:13882323,lightgreen:9498256,lightgrey:13882323,lightpink:16758465,lightsalmon:16752762,lightseagreen:2142890,lightskyblue:8900346,lightslategray:7833753,lightslategrey:7833753,lightsteelblue:11584734,lightyellow:16777184,lime:65280,limegreen:3329330,linen:16445670,magenta:16711935,maroon:8388608,mediumaquamarine:6737322,mediumblue:205,mediumorchid:12211667,mediumpurple:9662683,mediumseagreen:3978097,mediumslateblue:8087790,mediumspringgreen:64154,mediumturquoise:4772300,mediumvioletred:13047173,midnightblue:1644912,mintcream:16121850,mistyrose:16770273,moccasin:16770229,navajowhite:16768685,navy:128,oldlace:16643558,olive:8421376,olivedrab:7048739,orange:16753920,orangered:16729344,orchid:14315734,palegoldenrod:15657130,palegreen:10025880,paleturquoise:11529966,palevioletred:14381203,papayawhip:16773077,peachpuff:16767673,peru:13468991,pink:16761035,plum:14524637,powderblue:11591910,purple:8388736,rebeccapurple:6697881,red:16711680,rosybrown:12357519,royalblue:4286945,saddlebrown:9127187,salmon:16416882,sandybrown:16032864,seagreen:3050327,seashell:16774638,sienna:10506797,silver:12632256,skyblue:8900331,slateblue:6970061,slategray:7372944,slategrey:7372944,snow:16775930,springgreen:65407,steelblue:4620980,tan:13808780,teal:32896,thistle:14204888,tomato:16737095,turquoise:4251856,violet:15631086,wheat:16113331,white:16777215,whitesmoke:16119285,yellow:16776960,yellowgreen:10145074};co(Lr,lo,{copy(e){return Object.assign(new this.constructor,this,e)},displayable(){return this.rgb().displayable()},hex:Oy,formatHex:Oy,formatHex8:K2,formatHsl:Q2,formatRgb:By,toString:By});function Oy(){return this.rgb().formatHex()}function K2(){return this.rgb().formatHex8()}function Q2(){return qy(this).formatHsl()}function By(){return this.rgb().formatRgb()}function lo(e){var t,n;return e=(e+"").trim().toLowerCase(),(t=W2.exec(e))?(n=t[1].length,t=parseInt(t[1],16),n===6?ky(t):n===3?new Ge(t>>8&15|t>>4&240,t>>4&15|t&240,(t&15)<<4|t&15,1):n===8?_l(t>>24&255,t>>16&255,t>>8&255,(t&255)/255):n===4?_l(t>>12&15|t>>8&240,t>>8&15|t>>4&240,t>>4&15|t&240,((t&15)<<4|t&15)/255):null):(t=$2.exec(e))?new Ge(t[1],t[2],t[3],1):(t=X2.exec(e))?new Ge(t[1]*255/100,t[2]*255/100,t[3]*255/100,1):(t=q2.exec(e))?_l(t[1],t[2],t[3],t[4]):(t=Y2.exec(e))?_l(t[1]*255/100,t[2]*255/100,t[3]*255/100,t[4]):(t=Z2.exec(e))?Vy(t[1],t[2]/100,t[3]/100,1):(t=J2.exec(e))?Vy(t[1],t[2]/100,t[3]/100,t[4]):Fy.hasOwnProperty(e)?ky(Fy[e]):e==="transparent"?new Ge(NaN,NaN,NaN,0):null}function ky(e){return new Ge(e>>16&255,e>>8&255,e&255,1)}function _l(e,t,n,i){return i<=0&&(e=t=n=NaN),new Ge(e,t,n,i)}function bd(e){return e instanceof Lr||(e=lo(e)),e?(e=e.rgb(),new Ge(e.r,e.g,e.b,e.opacity)):new Ge}function ci(e,t,n,i){return arguments.length===1?bd(e):new Ge(e,t,n,i??1)}function Ge(e,t,n,i){this.r=+e,this.g=+t,this.b=+n,this.opacity=+i}co(Ge,ci,La(Lr,{brighter(e){return e=e==null?ao:Math.pow(ao,e),new Ge(this.r*e,this.g*e,this.b*e,this.opacity)},darker(e){return e=e==null?ms:Math.pow(ms,e),new Ge(this.r*e,this.g*e,this.b*e,this.opacity)},rgb(){return this},clamp(){return new Ge(ds(this.r),ds(this.g),ds(this.b),xl(this.opacity))},displayable(){return-.5<=this.r&&this.r<255.5&&-.5<=this.g&&this.g<255.5&&-.5<=this.b&&this.b<255.5&&0<=this.opacity&&this.opacity<=1},hex:zy,formatHex:zy,formatHex8:j2,formatRgb:Gy,toString:Gy}));function zy(){return`#${hs(this.r)}${hs(this.g)}${hs(this.b)}`}function j2(){return`#${hs(this.r)}${hs(this.g)}${hs(this.b)}${hs((isNaN(this.opacity)?1:this.opacity)*255)}`}function Gy(){let e=xl(this.opacity);return`${e===1?"rgb(":"rgba("}${ds(this.r)}, ${ds(this.g)}, ${ds(this.b)}${e===1?")":`, ${e})`}`}function xl(e){return isNaN(e)?1:Math.max(0,Math.min(1,e))}function ds(e){return Math.max(0,Math.min(255,Math.round(e)||0))}function hs(e){return e=ds(e),(e<16?"0":"")+e.toString(16)}function Vy(e,t,n,i){return i<=0?e=t=n=NaN:n<=0||n>=1?e=t=NaN:t<=0&&(e=NaN),new ai(e,t,n,i)}function qy(e){if(e instanceof ai)return new ai(e.h,e.s,e.l,e.opacity);if(e instanceof Lr||(e=lo(e)),!e)return new ai;if(e instanceof ai)return e;e=e.rgb();var t=e.r/255,n=e.g/255,i=e.b/255,r=Math.min(t,n,i),s=Math.max(t,n,i),o=NaN,a=s-r,c=(s+r)/2;return a?(t===s?o=(n-i)/a+(n<i)*6:n===s?o=(i-t)/a+2:o=(t-n)/a+4,a/=c<.5?s+r:2-s-r,o*=60):a=c>0&&c<1?0:o,new ai(o,a,c,e.opacity)}function bl(e,t,n,i){return arguments.length===1?qy(e):new ai(e,t,n,i??1)}function ai(e,t,n,i){this.h=+e,this.s=+t,this.l=+n,this.opacity=+i}co(ai,bl,La(Lr,{brighter(e){return e=e==null?ao:Math.pow(ao,e),new ai(this.h,this.s,this.l*e,this.opacity)},darker(e){return e=e==null?ms:Math.pow(ms,e),new ai(this.h,this.s,this.l*e,this.opacity)},rgb(){var e=this.h%360+(this.h<0)*360,t=isNaN(e)||isNaN(this.s)?0:this.s,n=this.l,i=n+(n<.5?n:1-n)*t,r=2*n-i;return new Ge(gd(e>=240?e-240:e+120,r,i),gd(e,r,i),gd(e<120?e+240:e-120,r,i),this.opacity)},clamp(){return new ai(Hy(this.h),yl(this.s),yl(this.l),xl(this.opacity))},displayable(){return(0<=this.s&&this.s<=1||isNaN(this.s))&&0<=this.l&&this.l<=1&&0<=this.opacity&&this.opacity<=1},formatHsl(){let e=xl(this.opacity);return`${e===1?"hsl(":"hsla("}${Hy(this.h)}, ${yl(this.s)*100}%, ${yl(this.l)*100}%${e===1?")":`, ${e})`}`}}));function Hy(e){return e=(e||0)%360,e<0?e+360:e}function yl(e){return Math.max(0,Math.min(1,e||0))}function gd(e,t,n){return(e<60?t+(n-t)*e/60:e<180?n:e<240?t+(n-t)*(240-e)/60:t)*255}var Yy=Math.PI/180,Zy=180/Math.PI,vl=18,Jy=.96422,Ky=1,Qy=.82521,jy=4/29,oo=6/29,tx=3*oo*oo,t3=oo*oo*oo;function ex(e){if(e instanceof Mi)return new Mi(e.l,e.a,e.b,e.opacity);if(e instanceof ji)return nx(e);e instanceof Ge||(e=bd(e));var t=vd(e.r),n=vd(e.g),i=vd(e.b),r=_d((.2225045*t+.7168786*n+.0606169*i)/Ky),s,o;return t===n&&n===i?s=o=r:(s=_d((.4360747*t+.3850649*n+.1430804*i)/Jy),o=_d((.0139322*t+.0971045*n+.7141733*i)/Qy)),new Mi(116*r-16,500*(s-r),200*(r-o),e.opacity)}function Ml(e,t,n,i){return arguments.length===1?ex(e):new Mi(e,t,n,i??1)}function Mi(e,t,n,i){this.l=+e,this.a=+t,this.b=+n,this.opacity=+i}co(Mi,Ml,La(Lr,{brighter(e){return new Mi(this.l+vl*(e??1),this.a,this.b,this.opacity)},darker(e){return new Mi(this.l-vl*(e??1),this.a,this.b,this.opacity)},rgb(){var e=(this.l+16)/116,t=isNaN(this.a)?e:e+this.a/500,n=isNaN(this.b)?e:e-this.b/200;return t=Jy*yd(t),e=Ky*yd(e),n=Qy*yd(n),new Ge(xd(3.1338561*t-1.6168667*e-.4906146*n),xd(-.9787684*t+1.9161415*e+.033454*n),xd(.0719453*t-.2289914*e+1.4052427*n),this.opacity)}}));function _d(e){return e>t3?Math.pow(e,1/3):e/tx+jy}function yd(e){return e>oo?e*e*e:tx*(e-jy)}function xd(e){return 255*(e<=.0031308?12.92*e:1.055*Math.pow(e,1/2.4)-.055)}function vd(e){return(e/=255)<=.04045?e/12.92:Math.pow((e+.055)/1.055,2.4)}function e3(e){if(e instanceof ji)return new ji(e.h,e.c,e.l,e.opacity);if(e instanceof Mi||(e=ex(e)),e.a===0&&e.b===0)return new ji(NaN,0<e.l&&e.l<100?0:NaN,e.l,e.opacity);var t=Math.atan2(e.b,e.a)*Zy;return new ji(t<0?t+360:t,Math.sqrt(e.a*e.a+e.b*e.b),e.l,e.opacity)}function Sl(e,t,n,i){return arguments.length===1?e3(e):new ji(e,t,n,i??1)}function ji(e,t,n,i){this.h=+e,this.c=+t,this.l=+n,this.opacity=+i}function nx(e){if(isNaN(e.h))return new Mi(e.l,0,0,e.opacity);var t=e.h*Yy;return new Mi(e.l,Math.cos(t)*e.c,Math.sin(t)*e.c,e.opacity)}co(ji,Sl,La(Lr,{brighter(e){return new ji(this.h,this.c,this.l+vl*(e??1),this.opacity)},darker(e){return new ji(this.h,this.c,this.l-vl*(e??1),this.opacity)},rgb(){return nx(this).rgb()}}));var ix=-.14861,Md=1.78277,Sd=-.29227,wl=-.90649,Pa=1.97294,Wy=Pa*wl,$y=Pa*Md,Xy=Md*Sd-wl*ix;function n3(e){if(e instanceof ps)return new ps(e.h,e.s,e.l,e.opacity);e instanceof Ge||(e=bd(e));var t=e.r/255,n=e.g/255,i=e.b/255,r=(Xy*i+Wy*t-$y*n)/(Xy+Wy-$y),s=i-r,o=(Pa*(n-r)-Sd*s)/wl,a=Math.sqrt(o*o+s*s)/(Pa*r*(1-r)),c=a?Math.atan2(o,s)*Zy-120:NaN;return new ps(c<0?c+360:c,a,r,e.opacity)}function Gn(e,t,n,i){return arguments.length===1?n3(e):new ps(e,t,n,i??1)}function ps(e,t,n,i){this.h=+e,this.s=+t,this.l=+n,this.opacity=+i}co(ps,Gn,La(Lr,{brighter(e){return e=e==null?ao:Math.pow(ao,e),new ps(this.h,this.s,this.l*e,this.opacity)},darker(e){return e=e==null?ms:Math.pow(ms,e),new ps(this.h,this.s,this.l*e,this.opacity)},rgb(){var e=isNaN(this.h)?0:(this.h+120)*Yy,t=+this.l,n=isNaN(this.s)?0:this.s*t*(1-t),i=Math.cos(e),r=Math.sin(e);return new Ge(255*(t+n*(ix*i+Md*r)),255*(t+n*(Sd*i+wl*r)),255*(t+n*(Pa*i)),this.opacity)}}));function ox(e,t,n,i,r){var s=e*e,o=s*e;return((1-3*e+3*s-o)*t+(4-6*s+3*o)*n+(1+3*e+3*s-3*o)*i+o*r)/6}function i3(e){var t=e.length-1;return function(n){var i=n<=0?n=0:n>=1?(n=1,t-1):Math.floor(n*t),r=e[i],s=e[i+1],o=i>0?e[i-1]:2*r-s,a=i<t-1?e[i+2]:2*s-r;return ox((n-i/t)*t,o,r,s,a)}}function r3(e){var t=e.length;return function(n){var i=Math.floor(((n%=1)<0?++n:n)*t),r=e[(i+t-1)%t],s=e[i%t],o=e[(i+1)%t],a=e[(i+2)%t];return ox((n-i/t)*t,r,s,o,a)}}var Al=e=>()=>e;function ax(e,t){return function(n){return e+n*t}}function s3(e,t,n){return e=Math.pow(e,n),t=Math.pow(t,n)-e,n=1/n,function(i){return Math.pow(e+i*t,n)}}function Ed(e,t){var n=t-e;return n?ax(e,n>180||n<-180?n-360*Math.round(n/360):n):Al(isNaN(e)?t:e)}function o3(e){return(e=+e)==1?Ve:function(t,n){return n-t?s3(t,n,e):Al(isNaN(t)?n:t)}}function Ve(e,t){var n=t-e;return n?ax(e,n):Al(isNaN(e)?t:e)}var gs=(function e(t){var n=o3(t);function i(r,s){var o=n((r=ci(r)).r,(s=ci(s)).r),a=n(r.g,s.g),c=n(r.b,s.b),l=Ve(r.opacity,s.opacity);return function(u){return r.r=o(u),r.g=a(u),r.b=c(u),r.opacity=l(u),r+""}}return i.gamma=e,i})(1);function cx(e){return function(t){var n=t.length,i=new Array(n),r=new Array(n),s=new Array(n),o,a;for(o=0;o<n;++o)a=ci(t[o]),i[o]=a.r||0,r[o]=a.g||0,s[o]=a.b||0;return i=e(i),r=e(r),s=e(s),a.opacity=1,function(c){return a.r=i(c),a.g=r(c),a.b=s(c),a+""}}}var lx=cx(i3),A4=cx(r3);function a3(e,t){t||(t=[]);var n=e?Math.min(t.length,e.length):0,i=t.slice(),r;return function(s){for(r=0;r<n;++r)i[r]=e[r]*(1-s)+t[r]*s;return i}}function c3(e){return ArrayBuffer.isView(e)&&!(e instanceof DataView)}function l3(e,t){var n=t?t.length:0,i=e?Math.min(n,e.length):0,r=new Array(i),s=new Array(n),o;for(o=0;o<i;++o)r[o]=uo(e[o],t[o]);for(;o<n;++o)s[o]=t[o];return function(a){for(o=0;o<i;++o)s[o]=r[o](a);return s}}function u3(e,t){var n=new Date;return e=+e,t=+t,function(i){return n.setTime(e*(1-i)+t*i),n}}function Ne(e,t){return e=+e,t=+t,function(n){return e*(1-n)+t*n}}function f3(e,t){var n={},i={},r;(e===null||typeof e!="object")&&(e={}),(t===null||typeof t!="object")&&(t={});for(r in t)r in e?n[r]=uo(e[r],t[r]):i[r]=t[r];return function(s){for(r in n)i[r]=n[r](s);return i}}var Td=/[-+]?(?:\d+\.?\d*|\.?\d+)(?:[eE][-+]?\d+)?/g,wd=new RegExp(Td.source,"g");function h3(e){return function(){return e}}function d3(e){return function(t){return e(t)+""}}function p3(e,t){var n=Td.lastIndex=wd.lastIndex=0,i,r,s,o=-1,a=[],c=[];for(e=e+"",t=t+"";(i=Td.exec(e))&&(r=wd.exec(t));)(s=r.index)>n&&(s=t.slice(n,s),a[o]?a[o]+=s:a[++o]=s),(i=i[0])===(r=r[0])?a[o]?a[o]+=r:a[++o]=r:(a[++o]=null,c.push({i:o,x:Ne(i,r)})),n=wd.lastIndex;return n<t.length&&(s=t.slice(n),a[o]?a[o]+=s:a[++o]=s),a.length<2?c[0]?d3(c[0].x):h3(t):(t=c.length,function(l){for(var u=0,h;u<t;++u)a[(h=c[u]).i]=h.x(l);return a.join("")})}function uo(e,t){var n=typeof t,i;return t==null||n==="boolean"?Al(t):(n==="number"?Ne:n==="string"?(i=lo(t))?(t=i,gs):p3:t instanceof lo?gs:t instanceof Date?u3:c3(t)?a3:Array.isArray(t)?l3:typeof t.valueOf!="function"&&typeof t.toString!="function"||isNaN(t)?f3:Ne)(e,t)}function Na(e,t){return e=+e,t=+t,function(n){return Math.round(e*(1-n)+t*n)}}var rx=180/Math.PI,Ad={translateX:0,translateY:0,rotate:0,skewX:0,scaleX:1,scaleY:1};function ux(e,t,n,i,r,s){var o,a,c;return(o=Math.sqrt(e*e+t*t))&&(e/=o,t/=o),(c=e*n+t*i)&&(n-=e*c,i-=t*c),(a=Math.sqrt(n*n+i*i))&&(n/=a,i/=a,c/=a),e*i<t*n&&(e=-e,t=-t,c=-c,o=-o),{translateX:r,translateY:s,rotate:Math.atan2(t,e)*rx,skewX:Math.atan(c)*rx,scaleX:o,scaleY:a}}var Tl;function m3(e){let t=new(typeof DOMMatrix=="function"?DOMMatrix:WebKitCSSMatrix)(e+"");return t.isIdentity?Ad:ux(t.a,t.b,t.c,t.d,t.e,t.f)}function g3(e){return e==null||(Tl||(Tl=document.createElementNS("http://www.w3.org/2000/svg","g")),Tl.setAttribute("transform",e),!(e=Tl.transform.baseVal.consolidate()))?Ad:(e=e.matrix,ux(e.a,e.b,e.c,e.d,e.e,e.f))}function fx(e,t,n,i){function r(l){return l.length?l.pop()+" ":""}function s(l,u,h,f,d,p){if(l!==h||u!==f){var y=d.push("translate(",null,t,null,n);p.push({i:y-4,x:Ne(l,h)},{i:y-2,x:Ne(u,f)})}else(h||f)&&d.push("translate("+h+t+f+n)}function o(l,u,h,f){l!==u?(l-u>180?u+=360:u-l>180&&(l+=360),f.push({i:h.push(r(h)+"rotate(",null,i)-2,x:Ne(l,u)})):u&&h.push(r(h)+"rotate("+u+i)}function a(l,u,h,f){l!==u?f.push({i:h.push(r(h)+"skewX(",null,i)-2,x:Ne(l,u)}):u&&h.push(r(h)+"skewX("+u+i)}function c(l,u,h,f,d,p){if(l!==h||u!==f){var y=d.push(r(d)+"scale(",null,",",null,")");p.push({i:y-4,x:Ne(l,h)},{i:y-2,x:Ne(u,f)})}else(h!==1||f!==1)&&d.push(r(d)+"scale("+h+","+f+")")}return function(l,u){var h=[],f=[];return l=e(l),u=e(u),s(l.translateX,l.translateY,u.translateX,u.translateY,h,f),o(l.rotate,u.rotate,h,f),a(l.skewX,u.skewX,h,f),c(l.scaleX,l.scaleY,u.scaleX,u.scaleY,h,f),l=u=null,function(d){for(var p=-1,y=f.length,m;++p<y;)h[(m=f[p]).i]=m.x(d);return h.join("")}}}var E4=fx(m3,"px, ","px)","deg)"),C4=fx(g3,", ",")",")"),_3=1e-12;function sx(e){return((e=Math.exp(e))+1/e)/2}function y3(e){return((e=Math.exp(e))-1/e)/2}function x3(e){return((e=Math.exp(2*e))-1)/(e+1)}var R4=(function e(t,n,i){function r(s,o){var a=s[0],c=s[1],l=s[2],u=o[0],h=o[1],f=o[2],d=u-a,p=h-c,y=d*d+p*p,m,g;if(y<_3)g=Math.log(f/l)/t,m=function(_){return[a+_*d,c+_*p,l*Math.exp(t*_*g)]};else{var x=Math.sqrt(y),S=(f*f-l*l+i*y)/(2*l*n*x),v=(f*f-l*l-i*y)/(2*f*n*x),T=Math.log(Math.sqrt(S*S+1)-S),b=Math.log(Math.sqrt(v*v+1)-v);g=(b-T)/t,m=function(_){var M=_*g,I=sx(T),C=l/(n*x)*(I*x3(t*M+T)-y3(T));return[a+C*d,c+C*p,l*I/sx(t*M+T)]}}return m.duration=Math.abs(g)*1e3*t/Math.SQRT2,m}return r.rho=function(s){var o=Math.max(.001,+s),a=o*o,c=a*a;return e(o,a,c)},r})(Math.SQRT2,2,4);function hx(e){return function(t,n){var i=e((t=bl(t)).h,(n=bl(n)).h),r=Ve(t.s,n.s),s=Ve(t.l,n.l),o=Ve(t.opacity,n.opacity);return function(a){return t.h=i(a),t.s=r(a),t.l=s(a),t.opacity=o(a),t+""}}}var dx=hx(Ed),I4=hx(Ve);function px(e,t){var n=Ve((e=Ml(e)).l,(t=Ml(t)).l),i=Ve(e.a,t.a),r=Ve(e.b,t.b),s=Ve(e.opacity,t.opacity);return function(o){return e.l=n(o),e.a=i(o),e.b=r(o),e.opacity=s(o),e+""}}function mx(e){return function(t,n){var i=e((t=Sl(t)).h,(n=Sl(n)).h),r=Ve(t.c,n.c),s=Ve(t.l,n.l),o=Ve(t.opacity,n.opacity);return function(a){return t.h=i(a),t.c=r(a),t.l=s(a),t.opacity=o(a),t+""}}}var gx=mx(Ed),P4=mx(Ve);function _x(e){return(function t(n){n=+n;function i(r,s){var o=e((r=Gn(r)).h,(s=Gn(s)).h),a=Ve(r.s,s.s),c=Ve(r.l,s.l),l=Ve(r.opacity,s.opacity);return function(u){return r.h=o(u),r.s=a(u),r.l=c(Math.pow(u,n)),r.opacity=l(u),r+""}}return i.gamma=t,i})(1)}var L4=_x(Ed),El=_x(Ve);function Nr(e,t){t===void 0&&(t=e,e=uo);for(var n=0,i=t.length-1,r=t[0],s=new Array(i<0?0:i);n<i;)s[n]=e(r,r=t[++n]);return function(o){var a=Math.max(0,Math.min(i-1,Math.floor(o*=i)));return s[a](o-a)}}function an(e,t){for(var n=new Array(t),i=0;i<t;++i)n[i]=e(i/(t-1));return n}var Da=Math.PI,Cd=2*Da,_s=1e-6,v3=Cd-_s;function yx(e){this._+=e[0];for(let t=1,n=e.length;t<n;++t)this._+=arguments[t]+e[t]}function b3(e){let t=Math.floor(e);if(!(t>=0))throw new Error(`invalid digits: ${e}`);if(t>15)return yx;let n=10**t;return function(i){this._+=i[0];for(let r=1,s=i.length;r<s;++r)this._+=Math.round(arguments[r]*n)/n+i[r]}}function xx(e,t,n,i){return e===n&&t===i}function M3(e){let t=Math.floor(e);if(!(t<=15))return xx;let n=10**t,i=function(r){return Math.round(r*n)};return function(r,s,o,a){return i(r)===i(o)&&i(s)===i(a)}}var ys=class{constructor(t){this._x0=this._y0=this._x1=this._y1=null,this._="",this._append=t==null?yx:b3(t),this._equal=t==null?xx:M3(t)}moveTo(t,n){this._append`M${this._x0=this._x1=+t},${this._y0=this._y1=+n}`}closePath(){this._x1!==null&&(this._x1=this._x0,this._y1=this._y0,this._append`Z`)}lineTo(t,n){this._append`L${this._x1=+t},${this._y1=+n}`}quadraticCurveTo(t,n,i,r){this._append`Q${+t},${+n},${this._x1=+i},${this._y1=+r}`}bezierCurveTo(t,n,i,r,s,o){this._append`C${+t},${+n},${+i},${+r},${this._x1=+s},${this._y1=+o}`}arcTo(t,n,i,r,s){if(t=+t,n=+n,i=+i,r=+r,s=+s,s<0)throw new Error(`negative radius: ${s}`);let o=this._x1,a=this._y1,c=i-t,l=r-n,u=o-t,h=a-n,f=u*u+h*h;if(this._x1===null)this._append`M${this._x1=t},${this._y1=n}`;else if(f>_s)if(!(Math.abs(h*c-l*u)>_s)||!s)this._append`L${this._x1=t},${this._y1=n}`;else{let d=i-o,p=r-a,y=c*c+l*l,m=d*d+p*p,g=Math.sqrt(y),x=Math.sqrt(f),S=s*Math.tan((Da-Math.acos((y+f-m)/(2*g*x)))/2),v=S/x,T=S/g;Math.abs(v-1)>_s&&this._append`L${t+v*u},${n+v*h}`,this._append`A${s},${s},0,0,${+(h*d>u*p)},${this._x1=t+T*c},${this._y1=n+T*l}`}}arc(t,n,i,r,s,o){if(t=+t,n=+n,i=+i,o=!!o,i<0)throw new Error(`negative radius: ${i}`);let a=i*Math.cos(r),c=i*Math.sin(r),l=t+a,u=n+c,h=1^o,f=o?r-s:s-r;if(this._x1===null?this._append`M${l},${u}`:(Math.abs(this._x1-l)>_s||Math.abs(this._y1-u)>_s)&&this._append`L${l},${u}`,!!i){if(f<0&&(f=f%Cd+Cd),f>v3)this._append`A${i},${i},0,1,${h},${t-a},${n-c}A${i},${i},0,1,${h},${this._x1=l},${this._y1=u}`;else if(f>_s){let d=t+i*Math.cos(s),p=n+i*Math.sin(s);if(f>=Da&&this._equal(l,u,d,p)){f/=2;let y=r+f;this._append`A${i},${i},0,${+(f>=Da)},${h},${t+i*Math.cos(y)},${n+i*Math.sin(y)}`}this._append`A${i},${i},0,${+(f>=Da)},${h},${this._x1=d},${this._y1=p}`}}}rect(t,n,i,r){this._append`M${this._x0=this._x1=+t},${this._y0=this._y1=+n}h${i=+i}v${+r}h${-i}Z`}toString(){return this._}};function S3(){return new ys}S3.prototype=ys.prototype;function Si(e=3){return new ys(+e)}function w3(e){return Math.abs(e=Math.round(e))>=1e21?e.toLocaleString("en").replace(/,/g,""):e.toString(10)}function Rl(e,t){if(!isFinite(e)||e===0)return null;var n=(e=t?e.toExponential(t-1):e.toExponential()).indexOf("e"),i=e.slice(0,n);return[i.length>1?i[0]+i.slice(2):i,+e.slice(n+1)]}function fo(e){return e=Rl(Math.abs(e)),e?e[1]:NaN}function T3(e,t){return function(n,i){for(var r=n.length,s=[],o=0,a=e[0],c=0;r>0&&a>0&&(c+a+1>i&&(a=Math.max(1,i-c)),s.push(n.substring(r-=a,r+a)),!((c+=a+1)>i));)a=e[o=(o+1)%e.length];return s.reverse().join(t)}}function A3(e){return function(t){return t.replace(/[0-9]/g,function(n){return e[+n]})}}var E3=/^(?:(.)?([<>=^]))?([+\-( ])?([$#])?(0)?(\d+)?(,)?(\.\d+)?(~)?([a-z%])?$/i;function ho(e){if(!(t=E3.exec(e)))throw new Error("invalid format: "+e);var t;return new Rd({fill:t[1],align:t[2],sign:t[3],symbol:t[4],zero:t[5],width:t[6],comma:t[7],precision:t[8]&&t[8].slice(1),trim:t[9],type:t[10]})}ho.prototype=Rd.prototype;function Rd(e){this.fill=e.fill===void 0?" ":e.fill+"",this.align=e.align===void 0?">":e.align+"",this.sign=e.sign===void 0?"-":e.sign+"",this.symbol=e.symbol===void 0?"":e.symbol+"",this.zero=!!e.zero,this.width=e.width===void 0?void 0:+e.width,this.comma=!!e.comma,this.precision=e.precision===void 0?void 0:+e.precision,this.trim=!!e.trim,this.type=e.type===void 0?"":e.type+""}Rd.prototype.toString=function(){return this.fill+this.align+this.sign+this.symbol+(this.zero?"0":"")+(this.width===void 0?"":Math.max(1,this.width|0))+(this.comma?",":"")+(this.precision===void 0?"":"."+Math.max(0,this.precision|0))+(this.trim?"~":"")+this.type};function C3(e){t:for(var t=e.length,n=1,i=-1,r;n<t;++n)switch(e[n]){case".":i=r=n;break;case"0":i===0&&(i=n),r=n;break;default:if(!+e[n])break t;i>0&&(i=0);break}return i>0?e.slice(0,i)+e.slice(r+1):e}var Il;function R3(e,t){var n=Rl(e,t);if(!n)return Il=void 0,e.toPrecision(t);var i=n[0],r=n[1],s=r-(Il=Math.max(-8,Math.min(8,Math.floor(r/3)))*3)+1,o=i.length;return s===o?i:s>o?i+new Array(s-o+1).join("0"):s>0?i.slice(0,s)+"."+i.slice(s):"0."+new Array(1-s).join("0")+Rl(e,Math.max(0,t+s-1))[0]}function vx(e,t){var n=Rl(e,t);if(!n)return e+"";var i=n[0],r=n[1];return r<0?"0."+new Array(-r).join("0")+i:i.length>r+1?i.slice(0,r+1)+"."+i.slice(r+1):i+new Array(r-i.length+2).join("0")}var bx={"%":(e,t)=>(e*100).toFixed(t),b:e=>Math.round(e).toString(2),c:e=>e+"",d:w3,e:(e,t)=>e.toExponential(t),f:(e,t)=>e.toFixed(t),g:(e,t)=>e.toPrecision(t),o:e=>Math.round(e).toString(8),p:(e,t)=>vx(e*100,t),r:vx,s:R3,X:e=>Math.round(e).toString(16).toUpperCase(),x:e=>Math.round(e).toString(16)};function Mx(e){return e}var Sx=Array.prototype.map,wx=["y","z","a","f","p","n","\xB5","m","","k","M","G","T","P","E","Z","Y"];function I3(e){var t=e.grouping===void 0||e.thousands===void 0?Mx:T3(Sx.call(e.grouping,Number),e.thousands+""),n=e.currency===void 0?"":e.currency[0]+"",i=e.currency===void 0?"":e.currency[1]+"",r=e.decimal===void 0?".":e.decimal+"",s=e.numerals===void 0?Mx:A3(Sx.call(e.numerals,String)),o=e.percent===void 0?"%":e.percent+"",a=e.minus===void 0?"\u2212":e.minus+"",c=e.nan===void 0?"NaN":e.nan+"";function l(h,f){h=ho(h);var d=h.fill,p=h.align,y=h.sign,m=h.symbol,g=h.zero,x=h.width,S=h.comma,v=h.precision,T=h.trim,b=h.type;b==="n"?(S=!0,b="g"):bx[b]||(v===void 0&&(v=12),T=!0,b="g"),(g||d==="0"&&p==="=")&&(g=!0,d="0",p="=");var _=(f&&f.prefix!==void 0?f.prefix:"")+(m==="$"?n:m==="#"&&/[boxX]/.test(b)?"0"+b.toLowerCase():""),M=(m==="$"?i:/[%p]/.test(b)?o:"")+(f&&f.suffix!==void 0?f.suffix:""),I=bx[b],C=/[defgprs%]/.test(b);v=v===void 0?6:/[gprs]/.test(b)?Math.max(1,Math.min(21,v)):Math.max(0,Math.min(20,v));function E(N){var B=_,P=M,L,z,k;if(b==="c")P=I(N)+P,N="";else{N=+N;var Y=N<0||1/N<0;if(N=isNaN(N)?c:I(Math.abs(N),v),T&&(N=C3(N)),Y&&+N==0&&y!=="+"&&(Y=!1),B=(Y?y==="("?y:a:y==="-"||y==="("?"":y)+B,P=(b==="s"&&!isNaN(N)&&Il!==void 0?wx[8+Il/3]:"")+P+(Y&&y==="("?")":""),C){for(L=-1,z=N.length;++L<z;)if(k=N.charCodeAt(L),48>k||k>57){P=(k===46?r+N.slice(L+1):N.slice(L))+P,N=N.slice(0,L);break}}}S&&!g&&(N=t(N,1/0));var U=B.length+N.length+P.length,G=U<x?new Array(x-U+1).join(d):"";switch(S&&g&&(N=t(G+N,G.length?x-P.length:1/0),G=""),p){case"<":N=B+N+P+G;break;case"=":N=B+G+N+P;break;case"^":N=G.slice(0,U=G.length>>1)+B+N+P+G.slice(U);break;default:N=G+B+N+P;break}return s(N)}return E.toString=function(){return h+""},E}function u(h,f){var d=Math.max(-8,Math.min(8,Math.floor(fo(f)/3)))*3,p=Math.pow(10,-d),y=l((h=ho(h),h.type="f",h),{suffix:wx[8+d/3]});return function(m){return y(p*m)}}return{format:l,formatPrefix:u}}var Cl,wi,Id;P3({thousands:",",grouping:[3],currency:["$",""]});function P3(e){return Cl=I3(e),wi=Cl.format,Id=Cl.formatPrefix,Cl}function Tx(e){return Math.max(0,-fo(Math.abs(e)))}function Ax(e,t){return Math.max(0,Math.max(-8,Math.min(8,Math.floor(fo(t)/3)))*3-fo(Math.abs(e)))}function Ex(e,t){return e=Math.abs(e),t=Math.abs(t)-e,Math.max(0,fo(t)-fo(e))+1}var Gt=1e-6,Xx=1e-12,Jt=Math.PI,we=Jt/2,Cx=Jt/4,An=Jt*2,cn=180/Jt,Se=Jt/180,ae=Math.abs,_o=Math.atan,er=Math.atan2,Zt=Math.cos;var qx=Math.exp;var Ol=Math.log,Pd=Math.pow,Vt=Math.sin,Hn=Math.sign||function(e){return e>0?1:e<0?-1:0},_n=Math.sqrt,Kd=Math.tan;function Yx(e){return e>1?0:e<-1?Jt:Math.acos(e)}function $n(e){return e>1?we:e<-1?-we:Math.asin(e)}function Wn(){}function Bl(e,t){e&&Ix.hasOwnProperty(e.type)&&Ix[e.type](e,t)}var Rx={Feature:function(e,t){Bl(e.geometry,t)},FeatureCollection:function(e,t){for(var n=e.features,i=-1,r=n.length;++i<r;)Bl(n[i].geometry,t)}},Ix={Sphere:function(e,t){t.sphere()},Point:function(e,t){e=e.coordinates,t.point(e[0],e[1],e[2])},MultiPoint:function(e,t){for(var n=e.coordinates,i=-1,r=n.length;++i<r;)e=n[i],t.point(e[0],e[1],e[2])},LineString:function(e,t){Fd(e.coordinates,t,0)},MultiLineString:function(e,t){for(var n=e.coordinates,i=-1,r=n.length;++i<r;)Fd(n[i],t,0)},Polygon:function(e,t){Px(e.coordinates,t)},MultiPolygon:function(e,t){for(var n=e.coordinates,i=-1,r=n.length;++i<r;)Px(n[i],t)},GeometryCollection:function(e,t){for(var n=e.geometries,i=-1,r=n.length;++i<r;)Bl(n[i],t)}};function Fd(e,t,n){var i=-1,r=e.length-n,s;for(t.lineStart();++i<r;)s=e[i],t.point(s[0],s[1],s[2]);t.lineEnd()}function Px(e,t){var n=-1,i=e.length;for(t.polygonStart();++n<i;)Fd(e[n],t,1);t.polygonEnd()}function Dr(e,t){e&&Rx.hasOwnProperty(e.type)?Rx[e.type](e,t):Bl(e,t)}var O4=new kn,B4=new kn;function Od(e){return[er(e[1],e[0]),$n(e[2])]}function mo(e){var t=e[0],n=e[1],i=Zt(n);return[i*Zt(t),i*Vt(t),Vt(n)]}function Pl(e,t){return e[0]*t[0]+e[1]*t[1]+e[2]*t[2]}function kl(e,t){return[e[1]*t[2]-e[2]*t[1],e[2]*t[0]-e[0]*t[2],e[0]*t[1]-e[1]*t[0]]}function Ld(e,t){e[0]+=t[0],e[1]+=t[1],e[2]+=t[2]}function Ll(e,t){return[e[0]*t,e[1]*t,e[2]*t]}function Bd(e){var t=_n(e[0]*e[0]+e[1]*e[1]+e[2]*e[2]);e[0]/=t,e[1]/=t,e[2]/=t}function kd(e,t){function n(i,r){return i=e(i,r),t(i[0],i[1])}return e.invert&&t.invert&&(n.invert=function(i,r){return i=t.invert(i,r),i&&e.invert(i[0],i[1])}),n}function zd(e,t){return ae(e)>Jt&&(e-=Math.round(e/An)*An),[e,t]}zd.invert=zd;function Zx(e,t,n){return(e%=An)?t||n?kd(Nx(e),Dx(t,n)):Nx(e):t||n?Dx(t,n):zd}function Lx(e){return function(t,n){return t+=e,ae(t)>Jt&&(t-=Math.round(t/An)*An),[t,n]}}function Nx(e){var t=Lx(e);return t.invert=Lx(-e),t}function Dx(e,t){var n=Zt(e),i=Vt(e),r=Zt(t),s=Vt(t);function o(a,c){var l=Zt(c),u=Zt(a)*l,h=Vt(a)*l,f=Vt(c),d=f*n+u*i;return[er(h*r-d*s,u*n-f*i),$n(d*r+h*s)]}return o.invert=function(a,c){var l=Zt(c),u=Zt(a)*l,h=Vt(a)*l,f=Vt(c),d=f*r-h*s;return[er(h*r+f*s,u*n+d*i),$n(d*n-u*i)]},o}function L3(e){e=Zx(e[0]*Se,e[1]*Se,e.length>2?e[2]*Se:0);function t(n){return n=e(n[0]*Se,n[1]*Se),n[0]*=cn,n[1]*=cn,n}return t.invert=function(n){return n=e.invert(n[0]*Se,n[1]*Se),n[0]*=cn,n[1]*=cn,n},t}function N3(e,t,n,i,r,s){if(n){var o=Zt(t),a=Vt(t),c=i*n;r==null?(r=t+i*An,s=t-c/2):(r=Ux(o,r),s=Ux(o,s),(i>0?r<s:r>s)&&(r+=i*An));for(var l,u=r;i>0?u>s:u<s;u-=c)l=Od([o,-a*Zt(u),-a*Vt(u)]),e.point(l[0],l[1])}}function Ux(e,t){t=mo(t),t[0]-=e,Bd(t);var n=Yx(-t[1]);return((-t[2]<0?-n:n)+An-Gt)%An}function Jx(){var e=[],t;return{point:function(n,i,r){t.push([n,i,r])},lineStart:function(){e.push(t=[])},lineEnd:Wn,rejoin:function(){e.length>1&&e.push(e.pop().concat(e.shift()))},result:function(){var n=e;return e=[],t=null,n}}}function Fl(e,t){return ae(e[0]-t[0])<Gt&&ae(e[1]-t[1])<Gt}function Nl(e,t,n,i){this.x=e,this.z=t,this.o=n,this.e=i,this.v=!1,this.n=this.p=null}function Kx(e,t,n,i,r){var s=[],o=[],a,c;if(e.forEach(function(p){if(!((y=p.length-1)<=0)){var y,m=p[0],g=p[y],x;if(Fl(m,g)){if(!m[2]&&!g[2]){for(r.lineStart(),a=0;a<y;++a)r.point((m=p[a])[0],m[1]);r.lineEnd();return}g[0]+=2*Gt}s.push(x=new Nl(m,p,null,!0)),o.push(x.o=new Nl(m,null,x,!1)),s.push(x=new Nl(g,p,null,!1)),o.push(x.o=new Nl(g,null,x,!0))}}),!!s.length){for(o.sort(t),Fx(s),Fx(o),a=0,c=o.length;a<c;++a)o[a].e=n=!n;for(var l=s[0],u,h;;){for(var f=l,d=!0;f.v;)if((f=f.n)===l)return;u=f.z,r.lineStart();do{if(f.v=f.o.v=!0,f.e){if(d)for(a=0,c=u.length;a<c;++a)r.point((h=u[a])[0],h[1]);else i(f.x,f.n.x,1,r);f=f.n}else{if(d)for(u=f.p.z,a=u.length-1;a>=0;--a)r.point((h=u[a])[0],h[1]);else i(f.x,f.p.x,-1,r);f=f.p}f=f.o,u=f.z,d=!d}while(!f.v);r.lineEnd()}}}function Fx(e){if(t=e.length){for(var t,n=0,i=e[0],r;++n<t;)i.n=r=e[n],r.p=i,i=r;i.n=r=e[0],r.p=i}}function Nd(e){return ae(e[0])<=Jt?e[0]:Hn(e[0])*((ae(e[0])+Jt)%An-Jt)}function D3(e,t){var n=Nd(t),i=t[1],r=Vt(i),s=[Vt(n),-Zt(n),0],o=0,a=0,c=new kn;r===1?i=we+Gt:r===-1&&(i=-we-Gt);for(var l=0,u=e.length;l<u;++l)if(f=(h=e[l]).length)for(var h,f,d=h[f-1],p=Nd(d),y=d[1]/2+Cx,m=Vt(y),g=Zt(y),x=0;x<f;++x,p=v,m=b,g=_,d=S){var S=h[x],v=Nd(S),T=S[1]/2+Cx,b=Vt(T),_=Zt(T),M=v-p,I=M>=0?1:-1,C=I*M,E=C>Jt,N=m*b;if(c.add(er(N*I*Vt(C),g*_+N*Zt(C))),o+=E?M+I*An:M,E^p>=n^v>=n){var B=kl(mo(d),mo(S));Bd(B);var P=kl(s,B);Bd(P);var L=(E^M>=0?-1:1)*$n(P[2]);(i>L||i===L&&(B[0]||B[1]))&&(a+=E^M>=0?1:-1)}}return(o<-Gt||o<Gt&&c<-Xx)^a&1}function Qx(e,t,n,i){return function(r){var s=t(r),o=Jx(),a=t(o),c=!1,l,u,h,f={point:d,lineStart:y,lineEnd:m,polygonStart:function(){f.point=g,f.lineStart=x,f.lineEnd=S,u=[],l=[]},polygonEnd:function(){f.point=d,f.lineStart=y,f.lineEnd=m,u=ld(u);var v=D3(l,i);u.length?(c||(r.polygonStart(),c=!0),Kx(u,F3,v,n,r)):v&&(c||(r.polygonStart(),c=!0),r.lineStart(),n(null,null,1,r),r.lineEnd()),c&&(r.polygonEnd(),c=!1),u=l=null},sphere:function(){r.polygonStart(),r.lineStart(),n(null,null,1,r),r.lineEnd(),r.polygonEnd()}};function d(v,T){e(v,T)&&r.point(v,T)}function p(v,T){s.point(v,T)}function y(){f.point=p,s.lineStart()}function m(){f.point=d,s.lineEnd()}function g(v,T){h.push([v,T]),a.point(v,T)}function x(){a.lineStart(),h=[]}function S(){g(h[0][0],h[0][1]),a.lineEnd();var v=a.clean(),T=o.result(),b,_=T.length,M,I,C;if(h.pop(),l.push(h),h=null,!!_){if(v&1){if(I=T[0],(M=I.length-1)>0){for(c||(r.polygonStart(),c=!0),r.lineStart(),b=0;b<M;++b)r.point((C=I[b])[0],C[1]);r.lineEnd()}return}_>1&&v&2&&T.push(T.pop().concat(T.shift())),u.push(T.filter(U3))}}return f}}function U3(e){return e.length>1}function F3(e,t){return((e=e.x)[0]<0?e[1]-we-Gt:we-e[1])-((t=t.x)[0]<0?t[1]-we-Gt:we-t[1])}var Ox=Qx(function(){return!0},O3,k3,[-Jt,-we]);function O3(e){var t=NaN,n=NaN,i=NaN,r;return{lineStart:function(){e.lineStart(),r=1},point:function(s,o){var a=s>0?Jt:-Jt,c=ae(s-t);ae(c-Jt)<Gt?(e.point(t,n=(n+o)/2>0?we:-we),e.point(i,n),e.lineEnd(),e.lineStart(),e.point(a,n),e.point(s,n),r=0):i!==a&&c>=Jt&&(ae(t-i)<Gt&&(t-=i*Gt),ae(s-a)<Gt&&(s-=a*Gt),n=B3(t,n,s,o),e.point(i,n),e.lineEnd(),e.lineStart(),e.point(a,n),r=0),e.point(t=s,n=o),i=a},lineEnd:function(){e.lineEnd(),t=n=NaN},clean:function(){return 2-r}}}function B3(e,t,n,i){var r,s,o=Vt(e-n);return ae(o)>Gt?_o((Vt(t)*(s=Zt(i))*Vt(n)-Vt(i)*(r=Zt(t))*Vt(e))/(r*s*o)):(t+i)/2}function k3(e,t,n,i){var r;if(e==null)r=n*we,i.point(-Jt,r),i.point(0,r),i.point(Jt,r),i.point(Jt,0),i.point(Jt,-r),i.point(0,-r),i.point(-Jt,-r),i.point(-Jt,0),i.point(-Jt,r);else if(ae(e[0]-t[0])>Gt){var s=e[0]<t[0]?Jt:-Jt;r=n*s/2,i.point(-s,r),i.point(0,r),i.point(s,r)}else i.point(t[0],t[1])}function z3(e){var t=Zt(e),n=2*Se,i=t>0,r=ae(t)>Gt;function s(u,h,f,d){N3(d,e,n,f,u,h)}function o(u,h){return Zt(u)*Zt(h)>t}function a(u){var h,f,d,p,y;return{lineStart:function(){p=d=!1,y=1},point:function(m,g){var x=[m,g],S,v=o(m,g),T=i?v?0:l(m,g):v?l(m+(m<0?Jt:-Jt),g):0;if(!h&&(p=d=v)&&u.lineStart(),v!==d&&(S=c(h,x),(!S||Fl(h,S)||Fl(x,S))&&(x[2]=1)),v!==d)y=0,v?(u.lineStart(),S=c(x,h),u.point(S[0],S[1])):(S=c(h,x),u.point(S[0],S[1],2),u.lineEnd()),h=S;else if(r&&h&&i^v){var b;!(T&f)&&(b=c(x,h,!0))&&(y=0,i?(u.lineStart(),u.point(b[0][0],b[0][1]),u.point(b[1][0],b[1][1]),u.lineEnd()):(u.point(b[1][0],b[1][1]),u.lineEnd(),u.lineStart(),u.point(b[0][0],b[0][1],3)))}v&&(!h||!Fl(h,x))&&u.point(x[0],x[1]),h=x,d=v,f=T},lineEnd:function(){d&&u.lineEnd(),h=null},clean:function(){return y|(p&&d)<<1}}}function c(u,h,f){var d=mo(u),p=mo(h),y=[1,0,0],m=kl(d,p),g=Pl(m,m),x=m[0],S=g-x*x;if(!S)return!f&&u;var v=t*g/S,T=-t*x/S,b=kl(y,m),_=Ll(y,v),M=Ll(m,T);Ld(_,M);var I=b,C=Pl(_,I),E=Pl(I,I),N=C*C-E*(Pl(_,_)-1);if(!(N<0)){var B=_n(N),P=Ll(I,(-C-B)/E);if(Ld(P,_),P=Od(P),!f)return P;var L=u[0],z=h[0],k=u[1],Y=h[1],U;z<L&&(U=L,L=z,z=U);var G=z-L,X=ae(G-Jt)<Gt,rt=X||G<Gt;if(!X&&Y<k&&(U=k,k=Y,Y=U),rt?X?k+Y>0^P[1]<(ae(P[0]-L)<Gt?k:Y):k<=P[1]&&P[1]<=Y:G>Jt^(L<=P[0]&&P[0]<=z)){var ct=Ll(I,(-C+B)/E);return Ld(ct,_),[P,Od(ct)]}}}function l(u,h){var f=i?e:Jt-e,d=0;return u<-f?d|=1:u>f&&(d|=2),h<-f?d|=4:h>f&&(d|=8),d}return Qx(o,a,s,i?[0,-e]:[-Jt,e-Jt])}function G3(e,t,n,i,r,s){var o=e[0],a=e[1],c=t[0],l=t[1],u=0,h=1,f=c-o,d=l-a,p;if(p=n-o,!(!f&&p>0)){if(p/=f,f<0){if(p<u)return;p<h&&(h=p)}else if(f>0){if(p>h)return;p>u&&(u=p)}if(p=r-o,!(!f&&p<0)){if(p/=f,f<0){if(p>h)return;p>u&&(u=p)}else if(f>0){if(p<u)return;p<h&&(h=p)}if(p=i-a,!(!d&&p>0)){if(p/=d,d<0){if(p<u)return;p<h&&(h=p)}else if(d>0){if(p>h)return;p>u&&(u=p)}if(p=s-a,!(!d&&p<0)){if(p/=d,d<0){if(p>h)return;p>u&&(u=p)}else if(d>0){if(p<u)return;p<h&&(h=p)}return u>0&&(e[0]=o+u*f,e[1]=a+u*d),h<1&&(t[0]=o+h*f,t[1]=a+h*d),!0}}}}}var Ua=1e9,Dl=-Ua;function Qd(e,t,n,i){function r(l,u){return e<=l&&l<=n&&t<=u&&u<=i}function s(l,u,h,f){var d=0,p=0;if(l==null||(d=o(l,h))!==(p=o(u,h))||c(l,u)<0^h>0)do f.point(d===0||d===3?e:n,d>1?i:t);while((d=(d+h+4)%4)!==p);else f.point(u[0],u[1])}function o(l,u){return ae(l[0]-e)<Gt?u>0?0:3:ae(l[0]-n)<Gt?u>0?2:1:ae(l[1]-t)<Gt?u>0?1:0:u>0?3:2}function a(l,u){return c(l.x,u.x)}function c(l,u){var h=o(l,1),f=o(u,1);return h!==f?h-f:h===0?u[1]-l[1]:h===1?l[0]-u[0]:h===2?l[1]-u[1]:u[0]-l[0]}return function(l){var u=l,h=Jx(),f,d,p,y,m,g,x,S,v,T,b,_={point:M,lineStart:N,lineEnd:B,polygonStart:C,polygonEnd:E};function M(L,z){r(L,z)&&u.point(L,z)}function I(){for(var L=0,z=0,k=d.length;z<k;++z)for(var Y=d[z],U=1,G=Y.length,X=Y[0],rt,ct,W=X[0],ot=X[1];U<G;++U)rt=W,ct=ot,X=Y[U],W=X[0],ot=X[1],ct<=i?ot>i&&(W-rt)*(i-ct)>(ot-ct)*(e-rt)&&++L:ot<=i&&(W-rt)*(i-ct)<(ot-ct)*(e-rt)&&--L;return L}function C(){u=h,f=[],d=[],b=!0}function E(){var L=I(),z=b&&L,k=(f=ld(f)).length;(z||k)&&(l.polygonStart(),z&&(l.lineStart(),s(null,null,1,l),l.lineEnd()),k&&Kx(f,a,L,s,l),l.polygonEnd()),u=l,f=d=p=null}function N(){_.point=P,d&&d.push(p=[]),T=!0,v=!1,x=S=NaN}function B(){f&&(P(y,m),g&&v&&h.rejoin(),f.push(h.result())),_.point=M,v&&u.lineEnd()}function P(L,z){var k=r(L,z);if(d&&p.push([L,z]),T)y=L,m=z,g=k,T=!1,k&&(u.lineStart(),u.point(L,z));else if(k&&v)u.point(L,z);else{var Y=[x=Math.max(Dl,Math.min(Ua,x)),S=Math.max(Dl,Math.min(Ua,S))],U=[L=Math.max(Dl,Math.min(Ua,L)),z=Math.max(Dl,Math.min(Ua,z))];G3(Y,U,e,t,n,i)?(v||(u.lineStart(),u.point(Y[0],Y[1])),u.point(U[0],U[1]),k||u.lineEnd(),b=!1):k&&(u.lineStart(),u.point(L,z),b=!1)}x=L,S=z,v=k}return _}}var Gd=e=>e,Dd=new kn,Vd=new kn,jx,tv,Hd,Wd,tr={point:Wn,lineStart:Wn,lineEnd:Wn,polygonStart:function(){tr.lineStart=V3,tr.lineEnd=W3},polygonEnd:function(){tr.lineStart=tr.lineEnd=tr.point=Wn,Dd.add(ae(Vd)),Vd=new kn},result:function(){var e=Dd/2;return Dd=new kn,e}};function V3(){tr.point=H3}function H3(e,t){tr.point=ev,jx=Hd=e,tv=Wd=t}function ev(e,t){Vd.add(Wd*e-Hd*t),Hd=e,Wd=t}function W3(){ev(jx,tv)}var go=1/0,zl=go,Wa=-go,Gl=Wa,Vl={point:$3,lineStart:Wn,lineEnd:Wn,polygonStart:Wn,polygonEnd:Wn,result:function(){var e=[[go,zl],[Wa,Gl]];return Wa=Gl=-(zl=go=1/0),e}};function $3(e,t){e<go&&(go=e),e>Wa&&(Wa=e),t<zl&&(zl=t),t>Gl&&(Gl=t)}var $d=0,Xd=0,Fa=0,Hl=0,Wl=0,po=0,qd=0,Yd=0,Oa=0,nv,iv,Ti,Ai,Vn={point:xs,lineStart:Bx,lineEnd:kx,polygonStart:function(){Vn.lineStart=Y3,Vn.lineEnd=Z3},polygonEnd:function(){Vn.point=xs,Vn.lineStart=Bx,Vn.lineEnd=kx},result:function(){var e=Oa?[qd/Oa,Yd/Oa]:po?[Hl/po,Wl/po]:Fa?[$d/Fa,Xd/Fa]:[NaN,NaN];return $d=Xd=Fa=Hl=Wl=po=qd=Yd=Oa=0,e}};function xs(e,t){$d+=e,Xd+=t,++Fa}function Bx(){Vn.point=X3}function X3(e,t){Vn.point=q3,xs(Ti=e,Ai=t)}function q3(e,t){var n=e-Ti,i=t-Ai,r=_n(n*n+i*i);Hl+=r*(Ti+e)/2,Wl+=r*(Ai+t)/2,po+=r,xs(Ti=e,Ai=t)}function kx(){Vn.point=xs}function Y3(){Vn.point=J3}function Z3(){rv(nv,iv)}function J3(e,t){Vn.point=rv,xs(nv=Ti=e,iv=Ai=t)}function rv(e,t){var n=e-Ti,i=t-Ai,r=_n(n*n+i*i);Hl+=r*(Ti+e)/2,Wl+=r*(Ai+t)/2,po+=r,r=Ai*e-Ti*t,qd+=r*(Ti+e),Yd+=r*(Ai+t),Oa+=r*3,xs(Ti=e,Ai=t)}function sv(e){this._context=e}sv.prototype={_radius:4.5,pointRadius:function(e){return this._radius=e,this},polygonStart:function(){this._line=0},polygonEnd:function(){this._line=NaN},lineStart:function(){this._point=0},lineEnd:function(){this._line===0&&this._context.closePath(),this._point=NaN},point:function(e,t){switch(this._point){case 0:{this._context.moveTo(e,t),this._point=1;break}case 1:{this._context.lineTo(e,t);break}default:{this._context.moveTo(e+this._radius,t),this._context.arc(e,t,this._radius,0,An);break}}},result:Wn};var Zd=new kn,Ud,ov,av,Ba,ka,$a={point:Wn,lineStart:function(){$a.point=K3},lineEnd:function(){Ud&&cv(ov,av),$a.point=Wn},polygonStart:function(){Ud=!0},polygonEnd:function(){Ud=null},result:function(){var e=+Zd;return Zd=new kn,e}};function K3(e,t){$a.point=cv,ov=Ba=e,av=ka=t}function cv(e,t){Ba-=e,ka-=t,Zd.add(_n(Ba*Ba+ka*ka)),Ba=e,ka=t}var zx,$l,Gx,Vx,Xl=class{constructor(t){this._append=t==null?lv:Q3(t),this._radius=4.5,this._=""}pointRadius(t){return this._radius=+t,this}polygonStart(){this._line=0}polygonEnd(){this._line=NaN}lineStart(){this._point=0}lineEnd(){this._line===0&&(this._+="Z"),this._point=NaN}point(t,n){switch(this._point){case 0:{this._append`M${t},${n}`,this._point=1;break}case 1:{this._append`L${t},${n}`;break}default:{if(this._append`M${t},${n}`,this._radius!==Gx||this._append!==$l){let i=this._radius,r=this._;this._="",this._append`m0,${i}a${i},${i} 0 1,1 0,${-2*i}a${i},${i} 0 1,1 0,${2*i}z`,Gx=i,$l=this._append,Vx=this._,this._=r}this._+=Vx;break}}}result(){let t=this._;return this._="",t.length?t:null}};function lv(e){let t=1;this._+=e[0];for(let n=e.length;t<n;++t)this._+=arguments[t]+e[t]}function Q3(e){let t=Math.floor(e);if(!(t>=0))throw new RangeError(`invalid digits: ${e}`);if(t>15)return lv;if(t!==zx){let n=10**t;zx=t,$l=function(r){let s=1;this._+=r[0];for(let o=r.length;s<o;++s)this._+=Math.round(arguments[s]*n)/n+r[s]}}return $l}function qa(e,t){let n=3,i=4.5,r,s;function o(a){return a&&(typeof i=="function"&&s.pointRadius(+i.apply(this,arguments)),Dr(a,r(s))),s.result()}return o.area=function(a){return Dr(a,r(tr)),tr.result()},o.measure=function(a){return Dr(a,r($a)),$a.result()},o.bounds=function(a){return Dr(a,r(Vl)),Vl.result()},o.centroid=function(a){return Dr(a,r(Vn)),Vn.result()},o.projection=function(a){return arguments.length?(r=a==null?(e=null,Gd):(e=a).stream,o):e},o.context=function(a){return arguments.length?(s=a==null?(t=null,new Xl(n)):new sv(t=a),typeof i!="function"&&s.pointRadius(i),o):t},o.pointRadius=function(a){return arguments.length?(i=typeof a=="function"?a:(s.pointRadius(+a),+a),o):i},o.digits=function(a){if(!arguments.length)return n;if(a==null)n=null;else{let c=Math.floor(a);if(!(c>=0))throw new RangeError(`invalid digits: ${a}`);n=c}return t===null&&(s=new Xl(n)),o},o.projection(e).digits(n).context(t)}function Ya(e){return{stream:Zl(e)}}function Zl(e){return function(t){var n=new Jd;for(var i in e)n[i]=e[i];return n.stream=t,n}}function Jd(){}Jd.prototype={constructor:Jd,point:function(e,t){this.stream.point(e,t)},sphere:function(){this.stream.sphere()},lineStart:function(){this.stream.lineStart()},lineEnd:function(){this.stream.lineEnd()},polygonStart:function(){this.stream.polygonStart()},polygonEnd:function(){this.stream.polygonEnd()}};function jd(e,t,n){var i=e.clipExtent&&e.clipExtent();return e.scale(150).translate([0,0]),i!=null&&e.clipExtent(null),Dr(n,e.stream(Vl)),t(Vl.result()),i!=null&&e.clipExtent(i),e}function tp(e,t,n){return jd(e,function(i){var r=t[1][0]-t[0][0],s=t[1][1]-t[0][1],o=Math.min(r/(i[1][0]-i[0][0]),s/(i[1][1]-i[0][1])),a=+t[0][0]+(r-o*(i[1][0]+i[0][0]))/2,c=+t[0][1]+(s-o*(i[1][1]+i[0][1]))/2;e.scale(150*o).translate([a,c])},n)}function uv(e,t,n){return tp(e,[[0,0],t],n)}function fv(e,t,n){return jd(e,function(i){var r=+t,s=r/(i[1][0]-i[0][0]),o=(r-s*(i[1][0]+i[0][0]))/2,a=-s*i[0][1];e.scale(150*s).translate([o,a])},n)}function hv(e,t,n){return jd(e,function(i){var r=+t,s=r/(i[1][1]-i[0][1]),o=-s*i[0][0],a=(r-s*(i[1][1]+i[0][1]))/2;e.scale(150*s).translate([o,a])},n)}var Hx=16,j3=Zt(30*Se);function Wx(e,t){return+t?eC(e,t):tC(e)}function tC(e){return Zl({point:function(t,n){t=e(t,n),this.stream.point(t[0],t[1])}})}function eC(e,t){function n(i,r,s,o,a,c,l,u,h,f,d,p,y,m){var g=l-i,x=u-r,S=g*g+x*x;if(S>4*t&&y--){var v=o+f,T=a+d,b=c+p,_=_n(v*v+T*T+b*b),M=$n(b/=_),I=ae(ae(b)-1)<Gt||ae(s-h)<Gt?(s+h)/2:er(T,v),C=e(I,M),E=C[0],N=C[1],B=E-i,P=N-r,L=x*B-g*P;(L*L/S>t||ae((g*B+x*P)/S-.5)>.3||o*f+a*d+c*p<j3)&&(n(i,r,s,o,a,c,E,N,I,v/=_,T/=_,b,y,m),m.point(E,N),n(E,N,I,v,T,b,l,u,h,f,d,p,y,m))}}return function(i){var r,s,o,a,c,l,u,h,f,d,p,y,m={point:g,lineStart:x,lineEnd:v,polygonStart:function(){i.polygonStart(),m.lineStart=T},polygonEnd:function(){i.polygonEnd(),m.lineStart=x}};function g(M,I){M=e(M,I),i.point(M[0],M[1])}function x(){h=NaN,m.point=S,i.lineStart()}function S(M,I){var C=mo([M,I]),E=e(M,I);n(h,f,u,d,p,y,h=E[0],f=E[1],u=M,d=C[0],p=C[1],y=C[2],Hx,i),i.point(h,f)}function v(){m.point=g,i.lineEnd()}function T(){x(),m.point=b,m.lineEnd=_}function b(M,I){S(r=M,I),s=h,o=f,a=d,c=p,l=y,m.point=S}function _(){n(h,f,u,d,p,y,s,o,r,a,c,l,Hx,i),m.lineEnd=v,v()}return m}}var nC=Zl({point:function(e,t){this.stream.point(e*Se,t*Se)}});function iC(e){return Zl({point:function(t,n){var i=e(t,n);return this.stream.point(i[0],i[1])}})}function rC(e,t,n,i,r){function s(o,a){return o*=i,a*=r,[t+e*o,n-e*a]}return s.invert=function(o,a){return[(o-t)/e*i,(n-a)/e*r]},s}function $x(e,t,n,i,r,s){if(!s)return rC(e,t,n,i,r);var o=Zt(s),a=Vt(s),c=o*e,l=a*e,u=o/e,h=a/e,f=(a*n-o*t)/e,d=(a*t+o*n)/e;function p(y,m){return y*=i,m*=r,[c*y-l*m+t,n-l*y-c*m]}return p.invert=function(y,m){return[i*(u*y-h*m+f),r*(d-h*y-u*m)]},p}function Ur(e){return dv(function(){return e})()}function dv(e){var t,n=150,i=480,r=250,s=0,o=0,a=0,c=0,l=0,u,h=0,f=1,d=1,p=null,y=Ox,m=null,g,x,S,v=Gd,T=.5,b,_,M,I,C;function E(L){return M(L[0]*Se,L[1]*Se)}function N(L){return L=M.invert(L[0],L[1]),L&&[L[0]*cn,L[1]*cn]}E.stream=function(L){return I&&C===L?I:I=nC(iC(u)(y(b(v(C=L)))))},E.preclip=function(L){return arguments.length?(y=L,p=void 0,P()):y},E.postclip=function(L){return arguments.length?(v=L,m=g=x=S=null,P()):v},E.clipAngle=function(L){return arguments.length?(y=+L?z3(p=L*Se):(p=null,Ox),P()):p*cn},E.clipExtent=function(L){return arguments.length?(v=L==null?(m=g=x=S=null,Gd):Qd(m=+L[0][0],g=+L[0][1],x=+L[1][0],S=+L[1][1]),P()):m==null?null:[[m,g],[x,S]]},E.scale=function(L){return arguments.length?(n=+L,B()):n},E.translate=function(L){return arguments.length?(i=+L[0],r=+L[1],B()):[i,r]},E.center=function(L){return arguments.length?(s=L[0]%360*Se,o=L[1]%360*Se,B()):[s*cn,o*cn]},E.rotate=function(L){return arguments.length?(a=L[0]%360*Se,c=L[1]%360*Se,l=L.length>2?L[2]%360*Se:0,B()):[a*cn,c*cn,l*cn]},E.angle=function(L){return arguments.length?(h=L%360*Se,B()):h*cn},E.reflectX=function(L){return arguments.length?(f=L?-1:1,B()):f<0},E.reflectY=function(L){return arguments.length?(d=L?-1:1,B()):d<0},E.precision=function(L){return arguments.length?(b=Wx(_,T=L*L),P()):_n(T)},E.fitExtent=function(L,z){return tp(E,L,z)},E.fitSize=function(L,z){return uv(E,L,z)},E.fitWidth=function(L,z){return fv(E,L,z)},E.fitHeight=function(L,z){return hv(E,L,z)};function B(){var L=$x(n,0,0,f,d,h).apply(null,t(s,o)),z=$x(n,i-L[0],r-L[1],f,d,h);return u=Zx(a,c,l),_=kd(t,z),M=kd(u,_),b=Wx(_,T),P()}function P(){return I=C=null,E}return function(){return t=e.apply(this,arguments),E.invert=t.invert&&N,B()}}function ep(e){var t=0,n=Jt/3,i=dv(e),r=i(t,n);return r.parallels=function(s){return arguments.length?i(t=s[0]*Se,n=s[1]*Se):[t*cn,n*cn]},r}function sC(e){var t=Zt(e);function n(i,r){return[i*t,Vt(r)/t]}return n.invert=function(i,r){return[i/t,$n(r*t)]},n}function oC(e,t){var n=Vt(e),i=(n+Vt(t))/2;if(ae(i)<Gt)return sC(e);var r=1+n*(2*i-n),s=_n(r)/i;function o(a,c){var l=_n(r-2*i*Vt(c))/i;return[l*Vt(a*=i),s-l*Zt(a)]}return o.invert=function(a,c){var l=s-c,u=er(a,ae(l))*Hn(l);return l*i<0&&(u-=Jt*Hn(a)*Hn(l)),[u/i,$n((r-(a*a+l*l)*i*i)/(2*i))]},o}function Xa(){return ep(oC).scale(155.424).center([0,33.6442])}function np(){return Xa().parallels([29.5,45.5]).scale(1070).translate([480,250]).rotate([96,0]).center([-.6,38.7])}function aC(e){var t=e.length;return{point:function(n,i){for(var r=-1;++r<t;)e[r].point(n,i)},sphere:function(){for(var n=-1;++n<t;)e[n].sphere()},lineStart:function(){for(var n=-1;++n<t;)e[n].lineStart()},lineEnd:function(){for(var n=-1;++n<t;)e[n].lineEnd()},polygonStart:function(){for(var n=-1;++n<t;)e[n].polygonStart()},polygonEnd:function(){for(var n=-1;++n<t;)e[n].polygonEnd()}}}function pv(){var e,t,n=np(),i,r=Xa().rotate([154,0]).center([-2,58.5]).parallels([55,65]),s,o=Xa().rotate([157,0]).center([-3,19.9]).parallels([8,18]),a,c,l={point:function(f,d){c=[f,d]}};function u(f){var d=f[0],p=f[1];return c=null,i.point(d,p),c||(s.point(d,p),c)||(a.point(d,p),c)}u.invert=function(f){var d=n.scale(),p=n.translate(),y=(f[0]-p[0])/d,m=(f[1]-p[1])/d;return(m>=.12&&m<.234&&y>=-.425&&y<-.214?r:m>=.166&&m<.234&&y>=-.214&&y<-.115?o:n).invert(f)},u.stream=function(f){return e&&t===f?e:e=aC([n.stream(t=f),r.stream(f),o.stream(f)])},u.precision=function(f){return arguments.length?(n.precision(f),r.precision(f),o.precision(f),h()):n.precision()},u.scale=function(f){return arguments.length?(n.scale(f),r.scale(f*.35),o.scale(f),u.translate(n.translate())):n.scale()},u.translate=function(f){if(!arguments.length)return n.translate();var d=n.scale(),p=+f[0],y=+f[1];return i=n.translate(f).clipExtent([[p-.455*d,y-.238*d],[p+.455*d,y+.238*d]]).stream(l),s=r.translate([p-.307*d,y+.201*d]).clipExtent([[p-.425*d+Gt,y+.12*d+Gt],[p-.214*d-Gt,y+.234*d-Gt]]).stream(l),a=o.translate([p-.205*d,y+.212*d]).clipExtent([[p-.214*d+Gt,y+.166*d+Gt],[p-.115*d-Gt,y+.234*d-Gt]]).stream(l),h()},u.fitExtent=function(f,d){return tp(u,f,d)},u.fitSize=function(f,d){return uv(u,f,d)},u.fitWidth=function(f,d){return fv(u,f,d)},u.fitHeight=function(f,d){return hv(u,f,d)};function h(){return e=t=null,u}return u.scale(1070)}function mv(e){return function(t,n){var i=Zt(t),r=Zt(n),s=e(i*r);return s===1/0?[2,0]:[s*r*Vt(t),s*Vt(n)]}}function Za(e){return function(t,n){var i=_n(t*t+n*n),r=e(i),s=Vt(r),o=Zt(r);return[er(t*s,i*o),$n(i&&n*s/i)]}}var gv=mv(function(e){return _n(2/(1+e))});gv.invert=Za(function(e){return 2*$n(e/2)});function _v(){return Ur(gv).scale(124.75).clipAngle(180-.001)}var yv=mv(function(e){return(e=Yx(e))&&e/Vt(e)});yv.invert=Za(function(e){return e});function xv(){return Ur(yv).scale(79.4188).clipAngle(180-.001)}function Jl(e,t){return[e,Ol(Kd((we+t)/2))]}Jl.invert=function(e,t){return[e,2*_o(qx(t))-we]};function vv(){return bv(Jl).scale(961/An)}function bv(e){var t=Ur(e),n=t.center,i=t.scale,r=t.translate,s=t.clipExtent,o=null,a,c,l;t.scale=function(h){return arguments.length?(i(h),u()):i()},t.translate=function(h){return arguments.length?(r(h),u()):r()},t.center=function(h){return arguments.length?(n(h),u()):n()},t.clipExtent=function(h){return arguments.length?(h==null?o=a=c=l=null:(o=+h[0][0],a=+h[0][1],c=+h[1][0],l=+h[1][1]),u()):o==null?null:[[o,a],[c,l]]};function u(){var h=Jt*i(),f=t(L3(t.rotate()).invert([0,0]));return s(o==null?[[f[0]-h,f[1]-h],[f[0]+h,f[1]+h]]:e===Jl?[[Math.max(f[0]-h,o),a],[Math.min(f[0]+h,c),l]]:[[o,Math.max(f[1]-h,a)],[c,Math.min(f[1]+h,l)]])}return u()}function Ul(e){return Kd((we+e)/2)}function cC(e,t){var n=Zt(e),i=e===t?Vt(e):Ol(n/Zt(t))/Ol(Ul(t)/Ul(e)),r=n*Pd(Ul(e),i)/i;if(!i)return Jl;function s(o,a){r>0?a<-we+Gt&&(a=-we+Gt):a>we-Gt&&(a=we-Gt);var c=r/Pd(Ul(a),i);return[c*Vt(i*o),r-c*Zt(i*o)]}return s.invert=function(o,a){var c=r-a,l=Hn(i)*_n(o*o+c*c),u=er(o,ae(c))*Hn(c);return c*i<0&&(u-=Jt*Hn(o)*Hn(c)),[u/i,2*_o(Pd(r/l,1/i))-we]},s}function Mv(){return ep(cC).scale(109.5).parallels([30,30])}function ql(e,t){return[e,t]}ql.invert=ql;function Sv(){return Ur(ql).scale(152.63)}function lC(e,t){var n=Zt(e),i=e===t?Vt(e):(n-Zt(t))/(t-e),r=n/i+e;if(ae(i)<Gt)return ql;function s(o,a){var c=r-a,l=i*o;return[c*Vt(l),r-c*Zt(l)]}return s.invert=function(o,a){var c=r-a,l=er(o,ae(c))*Hn(c);return c*i<0&&(l-=Jt*Hn(o)*Hn(c)),[l/i,r-Hn(i)*_n(o*o+c*c)]},s}function wv(){return ep(lC).scale(131.154).center([0,13.9389])}var za=1.340264,Ga=-.081106,Va=893e-6,Ha=.003796,Yl=_n(3)/2,uC=12;function Tv(e,t){var n=$n(Yl*Vt(t)),i=n*n,r=i*i*i;return[e*Zt(n)/(Yl*(za+3*Ga*i+r*(7*Va+9*Ha*i))),n*(za+Ga*i+r*(Va+Ha*i))]}Tv.invert=function(e,t){for(var n=t,i=n*n,r=i*i*i,s=0,o,a,c;s<uC&&(a=n*(za+Ga*i+r*(Va+Ha*i))-t,c=za+3*Ga*i+r*(7*Va+9*Ha*i),n-=o=a/c,i=n*n,r=i*i*i,!(ae(o)<Xx));++s);return[Yl*e*(za+3*Ga*i+r*(7*Va+9*Ha*i))/Zt(n),$n(Vt(n)/Yl)]};function Av(){return Ur(Tv).scale(177.158)}function Ev(e,t){var n=Zt(t),i=Zt(e)*n;return[n*Vt(e)/i,Vt(t)/i]}Ev.invert=Za(_o);function Cv(){return Ur(Ev).scale(144.049).clipAngle(60)}function fC(e,t){var n=t*t,i=n*n;return[e*(.8707-.131979*n+i*(-.013791+i*(.003971*n-.001529*i))),t*(1.007226+n*(.015085+i*(-.044475+.028874*n-.005916*i)))]}fC.invert=function(e,t){var n=t,i=25,r;do{var s=n*n,o=s*s;n-=r=(n*(1.007226+s*(.015085+o*(-.044475+.028874*s-.005916*o)))-t)/(1.007226+s*(.015085*3+o*(-.044475*7+.028874*9*s-.005916*11*o)))}while(ae(r)>Gt&&--i>0);return[e/(.8707+(s=n*n)*(-.131979+s*(-.013791+s*s*s*(.003971-.001529*s)))),n]};function Rv(e,t){return[Zt(t)*Vt(e),Vt(t)]}Rv.invert=Za($n);function Iv(){return Ur(Rv).scale(249.5).clipAngle(90+Gt)}function Pv(e,t){var n=Zt(t),i=1+Zt(e)*n;return[n*Vt(e)/i,Vt(t)/i]}Pv.invert=Za(function(e){return 2*_o(e)});function Lv(){return Ur(Pv).scale(250).clipAngle(142)}function Nv(e,t){return[Ol(Kd((we+t)/2)),-e]}Nv.invert=function(e,t){return[-t,2*_o(qx(e))-we]};function Dv(){var e=bv(Nv),t=e.center,n=e.rotate;return e.center=function(i){return arguments.length?t([-i[1],i[0]]):(i=t(),[i[1],-i[0]])},e.rotate=function(i){return arguments.length?n([i[0],i[1],i.length>2?i[2]+90:90]):(i=n(),[i[0],i[1],i[2]-90])},n([0,0,90]).scale(159.155)}var ip=new Date,rp=new Date;function De(e,t,n,i){function r(s){return e(s=arguments.length===0?new Date:new Date(+s)),s}return r.floor=s=>(e(s=new Date(+s)),s),r.ceil=s=>(e(s=new Date(s-1)),t(s,1),e(s),s),r.round=s=>{let o=r(s),a=r.ceil(s);return s-o<a-s?o:a},r.offset=(s,o)=>(t(s=new Date(+s),o==null?1:Math.floor(o)),s),r.range=(s,o,a)=>{let c=[];if(s=r.ceil(s),a=a==null?1:Math.floor(a),!(s<o)||!(a>0))return c;let l;do c.push(l=new Date(+s)),t(s,a),e(s);while(l<s&&s<o);return c},r.filter=s=>De(o=>{if(o>=o)for(;e(o),!s(o);)o.setTime(o-1)},(o,a)=>{if(o>=o)if(a<0)for(;++a<=0;)for(;t(o,-1),!s(o););else for(;--a>=0;)for(;t(o,1),!s(o););}),n&&(r.count=(s,o)=>(ip.setTime(+s),rp.setTime(+o),e(ip),e(rp),Math.floor(n(ip,rp))),r.every=s=>(s=Math.floor(s),!isFinite(s)||!(s>0)?null:s>1?r.filter(i?o=>i(o)%s===0:o=>r.count(0,o)%s===0):r)),r}var Kl=De(()=>{},(e,t)=>{e.setTime(+e+t)},(e,t)=>t-e);Kl.every=e=>(e=Math.floor(e),!isFinite(e)||!(e>0)?null:e>1?De(t=>{t.setTime(Math.floor(t/e)*e)},(t,n)=>{t.setTime(+t+n*e)},(t,n)=>(n-t)/e):Kl);var G4=Kl.range,nr=1e3,Xn=nr*60,ir=Xn*60,rr=ir*24,op=rr*7,Uv=rr*30,sp=rr*365,ln=De(e=>{e.setTime(e-e.getMilliseconds())},(e,t)=>{e.setTime(+e+t*nr)},(e,t)=>(t-e)/nr,e=>e.getUTCSeconds()),V4=ln.range,vs=De(e=>{e.setTime(e-e.getMilliseconds()-e.getSeconds()*nr)},(e,t)=>{e.setTime(+e+t*Xn)},(e,t)=>(t-e)/Xn,e=>e.getMinutes()),H4=vs.range,bs=De(e=>{e.setUTCSeconds(0,0)},(e,t)=>{e.setTime(+e+t*Xn)},(e,t)=>(t-e)/Xn,e=>e.getUTCMinutes()),W4=bs.range,Ms=De(e=>{e.setTime(e-e.getMilliseconds()-e.getSeconds()*nr-e.getMinutes()*Xn)},(e,t)=>{e.setTime(+e+t*ir)},(e,t)=>(t-e)/ir,e=>e.getHours()),$4=Ms.range,Ss=De(e=>{e.setUTCMinutes(0,0,0)},(e,t)=>{e.setTime(+e+t*ir)},(e,t)=>(t-e)/ir,e=>e.getUTCHours()),X4=Ss.range,Ei=De(e=>e.setHours(0,0,0,0),(e,t)=>e.setDate(e.getDate()+t),(e,t)=>(t-e-(t.getTimezoneOffset()-e.getTimezoneOffset())*Xn)/rr,e=>e.getDate()-1),q4=Ei.range,yo=De(e=>{e.setUTCHours(0,0,0,0)},(e,t)=>{e.setUTCDate(e.getUTCDate()+t)},(e,t)=>(t-e)/rr,e=>e.getUTCDate()-1),Y4=yo.range,Ja=De(e=>{e.setUTCHours(0,0,0,0)},(e,t)=>{e.setUTCDate(e.getUTCDate()+t)},(e,t)=>(t-e)/rr,e=>Math.floor(e/rr)),Z4=Ja.range;function ws(e){return De(t=>{t.setDate(t.getDate()-(t.getDay()+7-e)%7),t.setHours(0,0,0,0)},(t,n)=>{t.setDate(t.getDate()+n*7)},(t,n)=>(n-t-(n.getTimezoneOffset()-t.getTimezoneOffset())*Xn)/op)}var Ci=ws(0),Ts=ws(1),ap=ws(2),cp=ws(3),sr=ws(4),lp=ws(5),up=ws(6),J4=Ci.range,K4=Ts.range,Q4=ap.range,j4=cp.range,t5=sr.range,e5=lp.range,n5=up.range;function As(e){return De(t=>{t.setUTCDate(t.getUTCDate()-(t.getUTCDay()+7-e)%7),t.setUTCHours(0,0,0,0)},(t,n)=>{t.setUTCDate(t.getUTCDate()+n*7)},(t,n)=>(n-t)/op)}var Ri=As(0),Es=As(1),fp=As(2),hp=As(3),or=As(4),dp=As(5),pp=As(6),i5=Ri.range,r5=Es.range,s5=fp.range,o5=hp.range,a5=or.range,c5=dp.range,l5=pp.range,Cs=De(e=>{e.setDate(1),e.setHours(0,0,0,0)},(e,t)=>{e.setMonth(e.getMonth()+t)},(e,t)=>t.getMonth()-e.getMonth()+(t.getFullYear()-e.getFullYear())*12,e=>e.getMonth()),u5=Cs.range,Rs=De(e=>{e.setUTCDate(1),e.setUTCHours(0,0,0,0)},(e,t)=>{e.setUTCMonth(e.getUTCMonth()+t)},(e,t)=>t.getUTCMonth()-e.getUTCMonth()+(t.getUTCFullYear()-e.getUTCFullYear())*12,e=>e.getUTCMonth()),f5=Rs.range,yn=De(e=>{e.setMonth(0,1),e.setHours(0,0,0,0)},(e,t)=>{e.setFullYear(e.getFullYear()+t)},(e,t)=>t.getFullYear()-e.getFullYear(),e=>e.getFullYear());yn.every=e=>!isFinite(e=Math.floor(e))||!(e>0)?null:De(t=>{t.setFullYear(Math.floor(t.getFullYear()/e)*e),t.setMonth(0,1),t.setHours(0,0,0,0)},(t,n)=>{t.setFullYear(t.getFullYear()+n*e)});var h5=yn.range,xn=De(e=>{e.setUTCMonth(0,1),e.setUTCHours(0,0,0,0)},(e,t)=>{e.setUTCFullYear(e.getUTCFullYear()+t)},(e,t)=>t.getUTCFullYear()-e.getUTCFullYear(),e=>e.getUTCFullYear());xn.every=e=>!isFinite(e=Math.floor(e))||!(e>0)?null:De(t=>{t.setUTCFullYear(Math.floor(t.getUTCFullYear()/e)*e),t.setUTCMonth(0,1),t.setUTCHours(0,0,0,0)},(t,n)=>{t.setUTCFullYear(t.getUTCFullYear()+n*e)});var d5=xn.range;function Fv(e,t,n,i,r,s){let o=[[ln,1,nr],[ln,5,5*nr],[ln,15,15*nr],[ln,30,30*nr],[s,1,Xn],[s,5,5*Xn],[s,15,15*Xn],[s,30,30*Xn],[r,1,ir],[r,3,3*ir],[r,6,6*ir],[r,12,12*ir],[i,1,rr],[i,2,2*rr],[n,1,op],[t,1,Uv],[t,3,3*Uv],[e,1,sp]];function a(l,u,h){let f=u<l;f&&([l,u]=[u,l]);let d=h&&typeof h.range=="function"?h:c(l,u,h),p=d?d.range(l,+u+1):[];return f?p.reverse():p}function c(l,u,h){let f=Math.abs(u-l)/h,d=to(([,,m])=>m).right(o,f);if(d===o.length)return e.every(Ea(l/sp,u/sp,h));if(d===0)return Kl.every(Math.max(Ea(l,u,h),1));let[p,y]=o[f/o[d-1][2]<o[d][2]/f?d-1:d];return p.every(y)}return[a,c]}var[Ov,Bv]=Fv(xn,Rs,Ri,Ja,Ss,bs),[kv,zv]=Fv(yn,Cs,Ci,Ei,Ms,vs);function mp(e){if(0<=e.y&&e.y<100){var t=new Date(-1,e.m,e.d,e.H,e.M,e.S,e.L);return t.setFullYear(e.y),t}return new Date(e.y,e.m,e.d,e.H,e.M,e.S,e.L)}function gp(e){if(0<=e.y&&e.y<100){var t=new Date(Date.UTC(-1,e.m,e.d,e.H,e.M,e.S,e.L));return t.setUTCFullYear(e.y),t}return new Date(Date.UTC(e.y,e.m,e.d,e.H,e.M,e.S,e.L))}function Ka(e,t,n){return{y:e,m:t,d:n,H:0,M:0,S:0,L:0}}function hC(e){var t=e.dateTime,n=e.date,i=e.time,r=e.periods,s=e.days,o=e.shortDays,a=e.months,c=e.shortMonths,l=Qa(r),u=ja(r),h=Qa(s),f=ja(s),d=Qa(o),p=ja(o),y=Qa(a),m=ja(a),g=Qa(c),x=ja(c),S={a:k,A:Y,b:U,B:G,c:null,d:Xv,e:Xv,f:UC,g:$C,G:qC,H:LC,I:NC,j:DC,L:Kv,m:FC,M:OC,p:X,q:rt,Q:Zv,s:Jv,S:BC,u:kC,U:zC,V:GC,w:VC,W:HC,x:null,X:null,y:WC,Y:XC,Z:YC,"%":Yv},v={a:ct,A:W,b:ot,B:ut,c:null,d:qv,e:qv,f:QC,g:cR,G:uR,H:ZC,I:JC,j:KC,L:jv,m:jC,M:tR,p:st,q:at,Q:Zv,s:Jv,S:eR,u:nR,U:iR,V:rR,w:sR,W:oR,x:null,X:null,y:aR,Y:lR,Z:fR,"%":Yv},T={a:C,A:E,b:N,B,c:P,d:Wv,e:Wv,f:CC,g:Hv,G:Vv,H:$v,I:$v,j:wC,L:EC,m:SC,M:TC,p:I,q:MC,Q:IC,s:PC,S:AC,u:_C,U:yC,V:xC,w:gC,W:vC,x:L,X:z,y:Hv,Y:Vv,Z:bC,"%":RC};S.x=b(n,S),S.X=b(i,S),S.c=b(t,S),v.x=b(n,v),v.X=b(i,v),v.c=b(t,v);function b(J,yt){return function(lt){var K=[],Lt=-1,Mt=0,zt=J.length,$t,ue,oe;for(lt instanceof Date||(lt=new Date(+lt));++Lt<zt;)J.charCodeAt(Lt)===37&&(K.push(J.slice(Mt,Lt)),(ue=Gv[$t=J.charAt(++Lt)])!=null?$t=J.charAt(++Lt):ue=$t==="e"?" ":"0",(oe=yt[$t])&&($t=oe(lt,ue)),K.push($t),Mt=Lt+1);return K.push(J.slice(Mt,Lt)),K.join("")}}function _(J,yt){return function(lt){var K=Ka(1900,void 0,1),Lt=M(K,J,lt+="",0),Mt,zt;if(Lt!=lt.length)return null;if("Q"in K)return new Date(K.Q);if("s"in K)return new Date(K.s*1e3+("L"in K?K.L:0));if(yt&&!("Z"in K)&&(K.Z=0),"p"in K&&(K.H=K.H%12+K.p*12),K.m===void 0&&(K.m="q"in K?K.q:0),"V"in K){if(K.V<1||K.V>53)return null;"w"in K||(K.w=1),"Z"in K?(Mt=gp(Ka(K.y,0,1)),zt=Mt.getUTCDay(),Mt=zt>4||zt===0?Es.ceil(Mt):Es(Mt),Mt=yo.offset(Mt,(K.V-1)*7),K.y=Mt.getUTCFullYear(),K.m=Mt.getUTCMonth(),K.d=Mt.getUTCDate()+(K.w+6)%7):(Mt=mp(Ka(K.y,0,1)),zt=Mt.getDay(),Mt=zt>4||zt===0?Ts.ceil(Mt):Ts(Mt),Mt=Ei.offset(Mt,(K.V-1)*7),K.y=Mt.getFullYear(),K.m=Mt.getMonth(),K.d=Mt.getDate()+(K.w+6)%7)}else("W"in K||"U"in K)&&("w"in K||(K.w="u"in K?K.u%7:"W"in K?1:0),zt="Z"in K?gp(Ka(K.y,0,1)).getUTCDay():mp(Ka(K.y,0,1)).getDay(),K.m=0,K.d="W"in K?(K.w+6)%7+K.W*7-(zt+5)%7:K.w+K.U*7-(zt+6)%7);return"Z"in K?(K.H+=K.Z/100|0,K.M+=K.Z%100,gp(K)):mp(K)}}function M(J,yt,lt,K){for(var Lt=0,Mt=yt.length,zt=lt.length,$t,ue;Lt<Mt;){if(K>=zt)return-1;if($t=yt.charCodeAt(Lt++),$t===37){if($t=yt.charAt(Lt++),ue=T[$t in Gv?yt.charAt(Lt++):$t],!ue||(K=ue(J,lt,K))<0)return-1}else if($t!=lt.charCodeAt(K++))return-1}return K}function I(J,yt,lt){var K=l.exec(yt.slice(lt));return K?(J.p=u.get(K[0].toLowerCase()),lt+K[0].length):-1}function C(J,yt,lt){var K=d.exec(yt.slice(lt));return K?(J.w=p.get(K[0].toLowerCase()),lt+K[0].length):-1}function E(J,yt,lt){var K=h.exec(yt.slice(lt));return K?(J.w=f.get(K[0].toLowerCase()),lt+K[0].length):-1}function N(J,yt,lt){var K=g.exec(yt.slice(lt));return K?(J.m=x.get(K[0].toLowerCase()),lt+K[0].length):-1}function B(J,yt,lt){var K=y.exec(yt.slice(lt));return K?(J.m=m.get(K[0].toLowerCase()),lt+K[0].length):-1}function P(J,yt,lt){return M(J,t,yt,lt)}function L(J,yt,lt){return M(J,n,yt,lt)}function z(J,yt,lt){return M(J,i,yt,lt)}function k(J){return o[J.getDay()]}function Y(J){return s[J.getDay()]}function U(J){return c[J.getMonth()]}function G(J){return a[J.getMonth()]}function X(J){return r[+(J.getHours()>=12)]}function rt(J){return 1+~~(J.getMonth()/3)}function ct(J){return o[J.getUTCDay()]}function W(J){return s[J.getUTCDay()]}function ot(J){return c[J.getUTCMonth()]}function ut(J){return a[J.getUTCMonth()]}function st(J){return r[+(J.getUTCHours()>=12)]}function at(J){return 1+~~(J.getUTCMonth()/3)}return{format:function(J){var yt=b(J+="",S);return yt.toString=function(){return J},yt},parse:function(J){var yt=_(J+="",!1);return yt.toString=function(){return J},yt},utcFormat:function(J){var yt=b(J+="",v);return yt.toString=function(){return J},yt},utcParse:function(J){var yt=_(J+="",!0);return yt.toString=function(){return J},yt}}}var Gv={"-":"",_:" ",0:"0"},He=/^\s*\d+/,dC=/^%/,pC=/[\\^$*+?|[\]().{}]/g;function re(e,t,n){var i=e<0?"-":"",r=(i?-e:e)+"",s=r.length;return i+(s<n?new Array(n-s+1).join(t)+r:r)}function mC(e){return e.replace(pC,"\\$&")}function Qa(e){return new RegExp("^(?:"+e.map(mC).join("|")+")","i")}function ja(e){return new Map(e.map((t,n)=>[t.toLowerCase(),n]))}function gC(e,t,n){var i=He.exec(t.slice(n,n+1));return i?(e.w=+i[0],n+i[0].length):-1}function _C(e,t,n){var i=He.exec(t.slice(n,n+1));return i?(e.u=+i[0],n+i[0].length):-1}function yC(e,t,n){var i=He.exec(t.slice(n,n+2));return i?(e.U=+i[0],n+i[0].length):-1}function xC(e,t,n){var i=He.exec(t.slice(n,n+2));return i?(e.V=+i[0],n+i[0].length):-1}function vC(e,t,n){var i=He.exec(t.slice(n,n+2));return i?(e.W=+i[0],n+i[0].length):-1}function Vv(e,t,n){var i=He.exec(t.slice(n,n+4));return i?(e.y=+i[0],n+i[0].length):-1}function Hv(e,t,n){var i=He.exec(t.slice(n,n+2));return i?(e.y=+i[0]+(+i[0]>68?1900:2e3),n+i[0].length):-1}function bC(e,t,n){var i=/^(Z)|([+-]\d\d)(?::?(\d\d))?/.exec(t.slice(n,n+6));return i?(e.Z=i[1]?0:-(i[2]+(i[3]||"00")),n+i[0].length):-1}function MC(e,t,n){var i=He.exec(t.slice(n,n+1));return i?(e.q=i[0]*3-3,n+i[0].length):-1}function SC(e,t,n){var i=He.exec(t.slice(n,n+2));return i?(e.m=i[0]-1,n+i[0].length):-1}function Wv(e,t,n){var i=He.exec(t.slice(n,n+2));return i?(e.d=+i[0],n+i[0].length):-1}function wC(e,t,n){var i=He.exec(t.slice(n,n+3));return i?(e.m=0,e.d=+i[0],n+i[0].length):-1}function $v(e,t,n){var i=He.exec(t.slice(n,n+2));return i?(e.H=+i[0],n+i[0].length):-1}function TC(e,t,n){var i=He.exec(t.slice(n,n+2));return i?(e.M=+i[0],n+i[0].length):-1}function AC(e,t,n){var i=He.exec(t.slice(n,n+2));return i?(e.S=+i[0],n+i[0].length):-1}function EC(e,t,n){var i=He.exec(t.slice(n,n+3));return i?(e.L=+i[0],n+i[0].length):-1}function CC(e,t,n){var i=He.exec(t.slice(n,n+6));return i?(e.L=Math.floor(i[0]/1e3),n+i[0].length):-1}function RC(e,t,n){var i=dC.exec(t.slice(n,n+1));return i?n+i[0].length:-1}function IC(e,t,n){var i=He.exec(t.slice(n));return i?(e.Q=+i[0],n+i[0].length):-1}function PC(e,t,n){var i=He.exec(t.slice(n));return i?(e.s=+i[0],n+i[0].length):-1}function Xv(e,t){return re(e.getDate(),t,2)}function LC(e,t){return re(e.getHours(),t,2)}function NC(e,t){return re(e.getHours()%12||12,t,2)}function DC(e,t){return re(1+Ei.count(yn(e),e),t,3)}function Kv(e,t){return re(e.getMilliseconds(),t,3)}function UC(e,t){return Kv(e,t)+"000"}function FC(e,t){return re(e.getMonth()+1,t,2)}function OC(e,t){return re(e.getMinutes(),t,2)}function BC(e,t){return re(e.getSeconds(),t,2)}function kC(e){var t=e.getDay();return t===0?7:t}function zC(e,t){return re(Ci.count(yn(e)-1,e),t,2)}function Qv(e){var t=e.getDay();return t>=4||t===0?sr(e):sr.ceil(e)}function GC(e,t){return e=Qv(e),re(sr.count(yn(e),e)+(yn(e).getDay()===4),t,2)}function VC(e){return e.getDay()}function HC(e,t){return re(Ts.count(yn(e)-1,e),t,2)}function WC(e,t){return re(e.getFullYear()%100,t,2)}function $C(e,t){return e=Qv(e),re(e.getFullYear()%100,t,2)}function XC(e,t){return re(e.getFullYear()%1e4,t,4)}function qC(e,t){var n=e.getDay();return e=n>=4||n===0?sr(e):sr.ceil(e),re(e.getFullYear()%1e4,t,4)}function YC(e){var t=e.getTimezoneOffset();return(t>0?"-":(t*=-1,"+"))+re(t/60|0,"0",2)+re(t%60,"0",2)}function qv(e,t){return re(e.getUTCDate(),t,2)}function ZC(e,t){return re(e.getUTCHours(),t,2)}function JC(e,t){return re(e.getUTCHours()%12||12,t,2)}function KC(e,t){return re(1+yo.count(xn(e),e),t,3)}function jv(e,t){return re(e.getUTCMilliseconds(),t,3)}function QC(e,t){return jv(e,t)+"000"}function jC(e,t){return re(e.getUTCMonth()+1,t,2)}function tR(e,t){return re(e.getUTCMinutes(),t,2)}function eR(e,t){return re(e.getUTCSeconds(),t,2)}function nR(e){var t=e.getUTCDay();return t===0?7:t}function iR(e,t){return re(Ri.count(xn(e)-1,e),t,2)}function tb(e){var t=e.getUTCDay();return t>=4||t===0?or(e):or.ceil(e)}function rR(e,t){return e=tb(e),re(or.count(xn(e),e)+(xn(e).getUTCDay()===4),t,2)}function sR(e){return e.getUTCDay()}function oR(e,t){return re(Es.count(xn(e)-1,e),t,2)}function aR(e,t){return re(e.getUTCFullYear()%100,t,2)}function cR(e,t){return e=tb(e),re(e.getUTCFullYear()%100,t,2)}function lR(e,t){return re(e.getUTCFullYear()%1e4,t,4)}function uR(e,t){var n=e.getUTCDay();return e=n>=4||n===0?or(e):or.ceil(e),re(e.getUTCFullYear()%1e4,t,4)}function fR(){return"+0000"}function Yv(){return"%"}function Zv(e){return+e}function Jv(e){return Math.floor(+e/1e3)}var xo,tc,hR,Ii,eb;dR({dateTime:"%x, %X",date:"%-m/%-d/%Y",time:"%-I:%M:%S %p",periods:["AM","PM"],days:["Sunday","Monday","Tuesday","Wednesday","Thursday","Friday","Saturday"],shortDays:["Sun","Mon","Tue","Wed","Thu","Fri","Sat"],months:["January","February","March","April","May","June","July","August","September","October","November","December"],shortMonths:["Jan","Feb","Mar","Apr","May","Jun","Jul","Aug","Sep","Oct","Nov","Dec"]});function dR(e){return xo=hC(e),tc=xo.format,hR=xo.parse,Ii=xo.utcFormat,eb=xo.utcParse,xo}var nb="%Y-%m-%dT%H:%M:%S.%LZ";function pR(e){return e.toISOString()}var g5=Date.prototype.toISOString?pR:Ii(nb);function mR(e){var t=new Date(e);return isNaN(t)?null:t}var _5=+new Date("2000-01-01T00:00:00.000Z")?mR:eb(nb);function Pi(e,t){switch(arguments.length){case 0:break;case 1:this.range(e);break;default:this.range(t).domain(e);break}return this}function jl(e,t){switch(arguments.length){case 0:break;case 1:{typeof e=="function"?this.interpolator(e):this.range(e);break}default:{this.domain(e),typeof t=="function"?this.interpolator(t):this.range(t);break}}return this}var Ql=Symbol("implicit");function tu(){var e=new Ki,t=[],n=[],i=Ql;function r(s){let o=e.get(s);if(o===void 0){if(i!==Ql)return i;e.set(s,o=t.push(s)-1)}return n[o%n.length]}return r.domain=function(s){if(!arguments.length)return t.slice();t=[],e=new Ki;for(let o of s)e.has(o)||e.set(o,t.push(o)-1);return r},r.range=function(s){return arguments.length?(n=Array.from(s),r):n.slice()},r.unknown=function(s){return arguments.length?(i=s,r):i},r.copy=function(){return tu(t,n).unknown(i)},Pi.apply(r,arguments),r}function vo(){var e=tu().unknown(void 0),t=e.domain,n=e.range,i=0,r=1,s,o,a=!1,c=0,l=0,u=.5;delete e.unknown;function h(){var f=t().length,d=r<i,p=d?r:i,y=d?i:r;s=(y-p)/Math.max(1,f-c+l*2),a&&(s=Math.floor(s)),p+=(y-p-s*(f-c))*u,o=s*(1-c),a&&(p=Math.round(p),o=Math.round(o));var m=no(f).map(function(g){return p+s*g});return n(d?m.reverse():m)}return e.domain=function(f){return arguments.length?(t(f),h()):t()},e.range=function(f){return arguments.length?([i,r]=f,i=+i,r=+r,h()):[i,r]},e.rangeRound=function(f){return[i,r]=f,i=+i,r=+r,a=!0,h()},e.bandwidth=function(){return o},e.step=function(){return s},e.round=function(f){return arguments.length?(a=!!f,h()):a},e.padding=function(f){return arguments.length?(c=Math.min(1,l=+f),h()):c},e.paddingInner=function(f){return arguments.length?(c=Math.min(1,f),h()):c},e.paddingOuter=function(f){return arguments.length?(l=+f,h()):l},e.align=function(f){return arguments.length?(u=Math.max(0,Math.min(1,f)),h()):u},e.copy=function(){return vo(t(),[i,r]).round(a).paddingInner(c).paddingOuter(l).align(u)},Pi.apply(h(),arguments)}function ub(e){var t=e.copy;return e.padding=e.paddingOuter,delete e.paddingInner,delete e.paddingOuter,e.copy=function(){return ub(t())},e}function fb(){return ub(vo.apply(null,arguments).paddingInner(1))}function gR(e){return function(){return e}}function _p(e){return+e}var ib=[0,1];function qn(e){return e}function yp(e,t){return(t-=e=+e)?function(n){return(n-e)/t}:gR(isNaN(t)?NaN:.5)}function _R(e,t){var n;return e>t&&(n=e,e=t,t=n),function(i){return Math.max(e,Math.min(t,i))}}function yR(e,t,n){var i=e[0],r=e[1],s=t[0],o=t[1];return r<i?(i=yp(r,i),s=n(o,s)):(i=yp(i,r),s=n(s,o)),function(a){return s(i(a))}}function xR(e,t,n){var i=Math.min(e.length,t.length)-1,r=new Array(i),s=new Array(i),o=-1;for(e[i]<e[0]&&(e=e.slice().reverse(),t=t.slice().reverse());++o<i;)r[o]=yp(e[o],e[o+1]),s[o]=n(t[o],t[o+1]);return function(a){var c=pl(e,a,1,i)-1;return s[c](r[c](a))}}function ec(e,t){return t.domain(e.domain()).range(e.range()).interpolate(e.interpolate()).clamp(e.clamp()).unknown(e.unknown())}function eu(){var e=ib,t=ib,n=uo,i,r,s,o=qn,a,c,l;function u(){var f=Math.min(e.length,t.length);return o!==qn&&(o=_R(e[0],e[f-1])),a=f>2?xR:yR,c=l=null,h}function h(f){return f==null||isNaN(f=+f)?s:(c||(c=a(e.map(i),t,n)))(i(o(f)))}return h.invert=function(f){return o(r((l||(l=a(t,e.map(i),Ne)))(f)))},h.domain=function(f){return arguments.length?(e=Array.from(f,_p),u()):e.slice()},h.range=function(f){return arguments.length?(t=Array.from(f),u()):t.slice()},h.rangeRound=function(f){return t=Array.from(f),n=Na,u()},h.clamp=function(f){return arguments.length?(o=f?!0:qn,u()):o!==qn},h.interpolate=function(f){return arguments.length?(n=f,u()):n},h.unknown=function(f){return arguments.length?(s=f,h):s},function(f,d){return i=f,r=d,u()}}function hb(){return eu()(qn,qn)}function vR(e,t,n,i){var r=Ea(e,t,n),s;switch(i=ho(i??",f"),i.type){case"s":{var o=Math.max(Math.abs(e),Math.abs(t));return i.precision==null&&!isNaN(s=Ax(r,o))&&(i.precision=s),Id(i,o)}case"":case"e":case"g":case"p":case"r":{i.precision==null&&!isNaN(s=Ex(r,Math.max(Math.abs(e),Math.abs(t))))&&(i.precision=s-(i.type==="e"));break}case"f":case"%":{i.precision==null&&!isNaN(s=Tx(r))&&(i.precision=s-(i.type==="%")*2);break}}return wi(i)}function nc(e){var t=e.domain;return e.ticks=function(n){var i=t();return eo(i[0],i[i.length-1],n??10)},e.tickFormat=function(n,i){var r=t();return vR(r[0],r[r.length-1],n??10,i)},e.nice=function(n){n==null&&(n=10);var i=t(),r=0,s=i.length-1,o=i[r],a=i[s],c,l,u=10;for(a<o&&(l=o,o=a,a=l,l=r,r=s,s=l);u-- >0;){if(l=dl(o,a,n),l===c)return i[r]=o,i[s]=a,t(i);if(l>0)o=Math.floor(o/l)*l,a=Math.ceil(a/l)*l;else if(l<0)o=Math.ceil(o*l)/l,a=Math.floor(a*l)/l;else break;c=l}return e},e}function ic(){var e=hb();return e.copy=function(){return ec(e,ic())},Pi.apply(e,arguments),nc(e)}function xp(e){var t;function n(i){return i==null||isNaN(i=+i)?t:i}return n.invert=n,n.domain=n.range=function(i){return arguments.length?(e=Array.from(i,_p),n):e.slice()},n.unknown=function(i){return arguments.length?(t=i,n):t},n.copy=function(){return xp(e).unknown(t)},e=arguments.length?Array.from(e,_p):[0,1],nc(n)}function db(e,t){e=e.slice();var n=0,i=e.length-1,r=e[n],s=e[i],o;return s<r&&(o=n,n=i,i=o,o=r,r=s,s=o),e[n]=t.floor(r),e[i]=t.ceil(s),e}function rb(e){return Math.log(e)}function sb(e){return Math.exp(e)}function bR(e){return-Math.log(-e)}function MR(e){return-Math.exp(-e)}function SR(e){return isFinite(e)?+("1e"+e):e<0?0:e}function wR(e){return e===10?SR:e===Math.E?Math.exp:t=>Math.pow(e,t)}function TR(e){return e===Math.E?Math.log:e===10&&Math.log10||e===2&&Math.log2||(e=Math.log(e),t=>Math.log(t)/e)}function ob(e){return(t,n)=>-e(-t,n)}function pb(e){let t=e(rb,sb),n=t.domain,i=10,r,s;function o(){return r=TR(i),s=wR(i),n()[0]<0?(r=ob(r),s=ob(s),e(bR,MR)):e(rb,sb),t}return t.base=function(a){return arguments.length?(i=+a,o()):i},t.domain=function(a){return arguments.length?(n(a),o()):n()},t.ticks=a=>{let c=n(),l=c[0],u=c[c.length-1],h=u<l;h&&([l,u]=[u,l]);let f=r(l),d=r(u),p,y,m=a==null?10:+a,g=[];if(!(i%1)&&d-f<m){if(f=Math.floor(f),d=Math.ceil(d),l>0){for(;f<=d;++f)for(p=1;p<i;++p)if(y=f<0?p/s(-f):p*s(f),!(y<l)){if(y>u)break;g.push(y)}}else for(;f<=d;++f)for(p=i-1;p>=1;--p)if(y=f>0?p/s(-f):p*s(f),!(y<l)){if(y>u)break;g.push(y)}g.length*2<m&&(g=eo(l,u,m))}else g=eo(f,d,Math.min(d-f,m)).map(s);return h?g.reverse():g},t.tickFormat=(a,c)=>{if(a==null&&(a=10),c==null&&(c=i===10?"s":","),typeof c!="function"&&(!(i%1)&&(c=ho(c)).precision==null&&(c.trim=!0),c=wi(c)),a===1/0)return c;let l=Math.max(1,i*a/t.ticks().length);return u=>{let h=u/s(Math.round(r(u)));return h*i<i-.5&&(h*=i),h<=l?c(u):""}},t.nice=()=>n(db(n(),{floor:a=>s(Math.floor(r(a))),ceil:a=>s(Math.ceil(r(a)))})),t}function vp(){let e=pb(eu()).domain([1,10]);return e.copy=()=>ec(e,vp()).base(e.base()),Pi.apply(e,arguments),e}function ab(e){return function(t){return Math.sign(t)*Math.log1p(Math.abs(t/e))}}function cb(e){return function(t){return Math.sign(t)*Math.expm1(Math.abs(t))*e}}function mb(e){var t=1,n=e(ab(t),cb(t));return n.constant=function(i){return arguments.length?e(ab(t=+i),cb(t)):t},nc(n)}function bp(){var e=mb(eu());return e.copy=function(){return ec(e,bp()).constant(e.constant())},Pi.apply(e,arguments)}function lb(e){return function(t){return t<0?-Math.pow(-t,e):Math.pow(t,e)}}function AR(e){return e<0?-Math.sqrt(-e):Math.sqrt(e)}function ER(e){return e<0?-e*e:e*e}function gb(e){var t=e(qn,qn),n=1;function i(){return n===1?e(qn,qn):n===.5?e(AR,ER):e(lb(n),lb(1/n))}return t.exponent=function(r){return arguments.length?(n=+r,i()):n},nc(t)}function Mp(){var e=gb(eu());return e.copy=function(){return ec(e,Mp()).exponent(e.exponent())},Pi.apply(e,arguments),e}function Sp(){var e=[],t=[],n=[],i;function r(){var o=0,a=Math.max(1,t.length);for(n=new Array(a-1);++o<a;)n[o-1]=yy(e,o/a);return s}function s(o){return o==null||isNaN(o=+o)?i:t[pl(n,o)]}return s.invertExtent=function(o){var a=t.indexOf(o);return a<0?[NaN,NaN]:[a>0?n[a-1]:e[0],a<n.length?n[a]:e[e.length-1]]},s.domain=function(o){if(!arguments.length)return e.slice();e=[];for(let a of o)a!=null&&!isNaN(a=+a)&&e.push(a);return e.sort(xi),r()},s.range=function(o){return arguments.length?(t=Array.from(o),r()):t.slice()},s.unknown=function(o){return arguments.length?(i=o,s):i},s.quantiles=function(){return n.slice()},s.copy=function(){return Sp().domain(e).range(t).unknown(i)},Pi.apply(s,arguments)}function wp(){var e=[.5],t=[0,1],n,i=1;function r(s){return s!=null&&s<=s?t[pl(e,s,0,i)]:n}return r.domain=function(s){return arguments.length?(e=Array.from(s),i=Math.min(e.length,t.length-1),r):e.slice()},r.range=function(s){return arguments.length?(t=Array.from(s),i=Math.min(e.length,t.length-1),r):t.slice()},r.invertExtent=function(s){var o=t.indexOf(s);return[e[o-1],e[o]]},r.unknown=function(s){return arguments.length?(n=s,r):n},r.copy=function(){return wp().domain(e).range(t).unknown(n)},Pi.apply(r,arguments)}function CR(e){return new Date(e)}function RR(e){return e instanceof Date?+e:Math.round(e)}function Tp(e,t,n,i,r,s,o,a,c,l){var u=hb(),h=u.invert,f=u.domain,d=l(".%L"),p=l(":%S"),y=l("%I:%M"),m=l("%I %p"),g=l("%a %d"),x=l("%b %d"),S=l("%B"),v=l("%Y");function T(b){return(c(b)<b?d:a(b)<b?p:o(b)<b?y:s(b)<b?m:i(b)<b?r(b)<b?g:x:n(b)<b?S:v)(b)}return u.invert=function(b){return new Date(Math.round(h(b)))},u.domain=function(b){return arguments.length?f(Array.from(b,RR)):f().map(CR)},u.ticks=function(b){var _=f();return e(_[0],_[_.length-1],b??10)},u.tickFormat=function(b,_){return _==null?T:l(_)},u.nice=function(b){var _=f();return(!b||typeof b.range!="function")&&(b=t(_[0],_[_.length-1],b??10)),b?f(db(_,b)):u},u.copy=function(){return ec(u,Tp(e,t,n,i,r,s,o,a,c,l))},u}function _b(){return Pi.apply(Tp(kv,zv,yn,Cs,Ci,Ei,Ms,vs,ln,tc).domain([new Date(2e3,0,1),new Date(2e3,0,2)]),arguments)}function yb(){return Pi.apply(Tp(Ov,Bv,xn,Rs,Ri,yo,Ss,bs,ln,Ii).domain([Date.UTC(2e3,0,1),Date.UTC(2e3,0,2)]),arguments)}function nu(e,t){return t.domain(e.domain()).interpolator(e.interpolator()).clamp(e.clamp()).unknown(e.unknown())}function iu(){var e=0,t=.5,n=1,i=1,r,s,o,a,c,l=qn,u,h=!1,f;function d(y){return y==null||isNaN(y=+y)?f:(y=.5+((y=+u(y))-s)*(i*y<i*s?a:c),l(h?Math.max(0,Math.min(1,y)):y))}d.domain=function(y){return arguments.length?([e,t,n]=y,r=u(e=+e),s=u(t=+t),o=u(n=+n),a=r===s?0:.5/(s-r),c=s===o?0:.5/(o-s),i=s<r?-1:1,d):[e,t,n]},d.clamp=function(y){return arguments.length?(h=!!y,d):h},d.interpolator=function(y){return arguments.length?(l=y,d):l};function p(y){return function(m){var g,x,S;return arguments.length?([g,x,S]=m,l=Nr(y,[g,x,S]),d):[l(0),l(.5),l(1)]}}return d.range=p(uo),d.rangeRound=p(Na),d.unknown=function(y){return arguments.length?(f=y,d):f},function(y){return u=y,r=y(e),s=y(t),o=y(n),a=r===s?0:.5/(s-r),c=s===o?0:.5/(o-s),i=s<r?-1:1,d}}function Ap(){var e=nc(iu()(qn));return e.copy=function(){return nu(e,Ap())},jl.apply(e,arguments)}function Ep(){var e=pb(iu()).domain([.1,1,10]);return e.copy=function(){return nu(e,Ep()).base(e.base())},jl.apply(e,arguments)}function Cp(){var e=mb(iu());return e.copy=function(){return nu(e,Cp()).constant(e.constant())},jl.apply(e,arguments)}function Rp(){var e=gb(iu());return e.copy=function(){return nu(e,Rp()).exponent(e.exponent())},jl.apply(e,arguments)}function Ht(e){for(var t=e.length/6|0,n=new Array(t),i=0;i<t;)n[i]="#"+e.slice(i*6,++i*6);return n}var xb=Ht("1f77b4ff7f0e2ca02cd627289467bd8c564be377c27f7f7fbcbd2217becf"),vb=Ht("7fc97fbeaed4fdc086ffff99386cb0f0027fbf5b17666666"),bb=Ht("1b9e77d95f027570b3e7298a66a61ee6ab02a6761d666666"),Mb=Ht("4269d0efb118ff725c6cc5b03ca951ff8ab7a463f297bbf59c6b4e9498a0"),Sb=Ht("a6cee31f78b4b2df8a33a02cfb9a99e31a1cfdbf6fff7f00cab2d66a3d9affff99b15928"),wb=Ht("fbb4aeb3cde3ccebc5decbe4fed9a6ffffcce5d8bdfddaecf2f2f2"),Tb=Ht("b3e2cdfdcdaccbd5e8f4cae4e6f5c9fff2aef1e2cccccccc"),Ab=Ht("e41a1c377eb84daf4a984ea3ff7f00ffff33a65628f781bf999999"),Eb=Ht("66c2a5fc8d628da0cbe78ac3a6d854ffd92fe5c494b3b3b3"),Cb=Ht("8dd3c7ffffb3bebadafb807280b1d3fdb462b3de69fccde5d9d9d9bc80bdccebc5ffed6f"),Rb=Ht("4e79a7f28e2ce1575976b7b259a14fedc949af7aa1ff9da79c755fbab0ab"),de=e=>lx(e[e.length-1]),Ip=new Array(3).concat("d8b365f5f5f55ab4ac","a6611adfc27d80cdc1018571","a6611adfc27df5f5f580cdc1018571","8c510ad8b365f6e8c3c7eae55ab4ac01665e","8c510ad8b365f6e8c3f5f5f5c7eae55ab4ac01665e","8c510abf812ddfc27df6e8c3c7eae580cdc135978f01665e","8c510abf812ddfc27df6e8c3f5f5f5c7eae580cdc135978f01665e","5430058c510abf812ddfc27df6e8c3c7eae580cdc135978f01665e003c30","5430058c510abf812ddfc27df6e8c3f5f5f5c7eae580cdc135978f01665e003c30").map(Ht),Pp=de(Ip),Lp=new Array(3).concat("af8dc3f7f7f77fbf7b","7b3294c2a5cfa6dba0008837","7b3294c2a5cff7f7f7a6dba0008837","762a83af8dc3e7d4e8d9f0d37fbf7b1b7837","762a83af8dc3e7d4e8f7f7f7d9f0d37fbf7b1b7837","762a839970abc2a5cfe7d4e8d9f0d3a6dba05aae611b7837","762a839970abc2a5cfe7d4e8f7f7f7d9f0d3a6dba05aae611b7837","40004b762a839970abc2a5cfe7d4e8d9f0d3a6dba05aae611b783700441b","40004b762a839970abc2a5cfe7d4e8f7f7f7d9f0d3a6dba05aae611b783700441b").map(Ht),Np=de(Lp),Dp=new Array(3).concat("e9a3c9f7f7f7a1d76a","d01c8bf1b6dab8e1864dac26","d01c8bf1b6daf7f7f7b8e1864dac26","c51b7de9a3c9fde0efe6f5d0a1d76a4d9221","c51b7de9a3c9fde0eff7f7f7e6f5d0a1d76a4d9221","c51b7dde77aef1b6dafde0efe6f5d0b8e1867fbc414d9221","c51b7dde77aef1b6dafde0eff7f7f7e6f5d0b8e1867fbc414d9221","8e0152c51b7dde77aef1b6dafde0efe6f5d0b8e1867fbc414d9221276419","8e0152c51b7dde77aef1b6dafde0eff7f7f7e6f5d0b8e1867fbc414d9221276419").map(Ht),Up=de(Dp),Fp=new Array(3).concat("998ec3f7f7f7f1a340","5e3c99b2abd2fdb863e66101","5e3c99b2abd2f7f7f7fdb863e66101","542788998ec3d8daebfee0b6f1a340b35806","542788998ec3d8daebf7f7f7fee0b6f1a340b35806","5427888073acb2abd2d8daebfee0b6fdb863e08214b35806","5427888073acb2abd2d8daebf7f7f7fee0b6fdb863e08214b35806","2d004b5427888073acb2abd2d8daebfee0b6fdb863e08214b358067f3b08","2d004b5427888073acb2abd2d8daebf7f7f7fee0b6fdb863e08214b358067f3b08").map(Ht),Op=de(Fp),ou=new Array(3).concat("ef8a62f7f7f767a9cf","ca0020f4a58292c5de0571b0","ca0020f4a582f7f7f792c5de0571b0","b2182bef8a62fddbc7d1e5f067a9cf2166ac","b2182bef8a62fddbc7f7f7f7d1e5f067a9cf2166ac","b2182bd6604df4a582fddbc7d1e5f092c5de4393c32166ac","b2182bd6604df4a582fddbc7f7f7f7d1e5f092c5de4393c32166ac","67001fb2182bd6604df4a582fddbc7d1e5f092c5de4393c32166ac053061","67001fb2182bd6604df4a582fddbc7f7f7f7d1e5f092c5de4393c32166ac053061").map(Ht),rc=de(ou),Bp=new Array(3).concat("ef8a62ffffff999999","ca0020f4a582bababa404040","ca0020f4a582ffffffbababa404040","b2182bef8a62fddbc7e0e0e09999994d4d4d","b2182bef8a62fddbc7ffffffe0e0e09999994d4d4d","b2182bd6604df4a582fddbc7e0e0e0bababa8787874d4d4d","b2182bd6604df4a582fddbc7ffffffe0e0e0bababa8787874d4d4d","67001fb2182bd6604df4a582fddbc7e0e0e0bababa8787874d4d4d1a1a1a","67001fb2182bd6604df4a582fddbc7ffffffe0e0e0bababa8787874d4d4d1a1a1a").map(Ht),kp=de(Bp),au=new Array(3).concat("fc8d59ffffbf91bfdb","d7191cfdae61abd9e92c7bb6","d7191cfdae61ffffbfabd9e92c7bb6","d73027fc8d59fee090e0f3f891bfdb4575b4","d73027fc8d59fee090ffffbfe0f3f891bfdb4575b4","d73027f46d43fdae61fee090e0f3f8abd9e974add14575b4","d73027f46d43fdae61fee090ffffbfe0f3f8abd9e974add14575b4","a50026d73027f46d43fdae61fee090e0f3f8abd9e974add14575b4313695","a50026d73027f46d43fdae61fee090ffffbfe0f3f8abd9e974add14575b4313695").map(Ht),sc=de(au),zp=new Array(3).concat("fc8d59ffffbf91cf60","d7191cfdae61a6d96a1a9641","d7191cfdae61ffffbfa6d96a1a9641","d73027fc8d59fee08bd9ef8b91cf601a9850","d73027fc8d59fee08bffffbfd9ef8b91cf601a9850","d73027f46d43fdae61fee08bd9ef8ba6d96a66bd631a9850","d73027f46d43fdae61fee08bffffbfd9ef8ba6d96a66bd631a9850","a50026d73027f46d43fdae61fee08bd9ef8ba6d96a66bd631a9850006837","a50026d73027f46d43fdae61fee08bffffbfd9ef8ba6d96a66bd631a9850006837").map(Ht),Gp=de(zp),Vp=new Array(3).concat("fc8d59ffffbf99d594","d7191cfdae61abdda42b83ba","d7191cfdae61ffffbfabdda42b83ba","d53e4ffc8d59fee08be6f59899d5943288bd","d53e4ffc8d59fee08bffffbfe6f59899d5943288bd","d53e4ff46d43fdae61fee08be6f598abdda466c2a53288bd","d53e4ff46d43fdae61fee08bffffbfe6f598abdda466c2a53288bd","9e0142d53e4ff46d43fdae61fee08be6f598abdda466c2a53288bd5e4fa2","9e0142d53e4ff46d43fdae61fee08bffffbfe6f598abdda466c2a53288bd5e4fa2").map(Ht),Hp=de(Vp),Wp=new Array(3).concat("e5f5f999d8c92ca25f","edf8fbb2e2e266c2a4238b45","edf8fbb2e2e266c2a42ca25f006d2c","edf8fbccece699d8c966c2a42ca25f006d2c","edf8fbccece699d8c966c2a441ae76238b45005824","f7fcfde5f5f9ccece699d8c966c2a441ae76238b45005824","f7fcfde5f5f9ccece699d8c966c2a441ae76238b45006d2c00441b").map(Ht),$p=de(Wp),Xp=new Array(3).concat("e0ecf49ebcda8856a7","edf8fbb3cde38c96c688419d","edf8fbb3cde38c96c68856a7810f7c","edf8fbbfd3e69ebcda8c96c68856a7810f7c","edf8fbbfd3e69ebcda8c96c68c6bb188419d6e016b","f7fcfde0ecf4bfd3e69ebcda8c96c68c6bb188419d6e016b","f7fcfde0ecf4bfd3e69ebcda8c96c68c6bb188419d810f7c4d004b").map(Ht),qp=de(Xp),Yp=new Array(3).concat("e0f3dba8ddb543a2ca","f0f9e8bae4bc7bccc42b8cbe","f0f9e8bae4bc7bccc443a2ca0868ac","f0f9e8ccebc5a8ddb57bccc443a2ca0868ac","f0f9e8ccebc5a8ddb57bccc44eb3d32b8cbe08589e","f7fcf0e0f3dbccebc5a8ddb57bccc44eb3d32b8cbe08589e","f7fcf0e0f3dbccebc5a8ddb57bccc44eb3d32b8cbe0868ac084081").map(Ht),Zp=de(Yp),Jp=new Array(3).concat("fee8c8fdbb84e34a33","fef0d9fdcc8afc8d59d7301f","fef0d9fdcc8afc8d59e34a33b30000","fef0d9fdd49efdbb84fc8d59e34a33b30000","fef0d9fdd49efdbb84fc8d59ef6548d7301f990000","fff7ecfee8c8fdd49efdbb84fc8d59ef6548d7301f990000","fff7ecfee8c8fdd49efdbb84fc8d59ef6548d7301fb300007f0000").map(Ht),Kp=de(Jp),Qp=new Array(3).concat("ece2f0a6bddb1c9099","f6eff7bdc9e167a9cf02818a","f6eff7bdc9e167a9cf1c9099016c59","f6eff7d0d1e6a6bddb67a9cf1c9099016c59","f6eff7d0d1e6a6bddb67a9cf3690c002818a016450","fff7fbece2f0d0d1e6a6bddb67a9cf3690c002818a016450","fff7fbece2f0d0d1e6a6bddb67a9cf3690c002818a016c59014636").map(Ht),jp=de(Qp),tm=new Array(3).concat("ece7f2a6bddb2b8cbe","f1eef6bdc9e174a9cf0570b0","f1eef6bdc9e174a9cf2b8cbe045a8d","f1eef6d0d1e6a6bddb74a9cf2b8cbe045a8d","f1eef6d0d1e6a6bddb74a9cf3690c00570b0034e7b","fff7fbece7f2d0d1e6a6bddb74a9cf3690c00570b0034e7b","fff7fbece7f2d0d1e6a6bddb74a9cf3690c00570b0045a8d023858").map(Ht),em=de(tm),nm=new Array(3).concat("e7e1efc994c7dd1c77","f1eef6d7b5d8df65b0ce1256","f1eef6d7b5d8df65b0dd1c77980043","f1eef6d4b9dac994c7df65b0dd1c77980043","f1eef6d4b9dac994c7df65b0e7298ace125691003f","f7f4f9e7e1efd4b9dac994c7df65b0e7298ace125691003f","f7f4f9e7e1efd4b9dac994c7df65b0e7298ace125698004367001f").map(Ht),im=de(nm),rm=new Array(3).concat("fde0ddfa9fb5c51b8a","feebe2fbb4b9f768a1ae017e","feebe2fbb4b9f768a1c51b8a7a0177","feebe2fcc5c0fa9fb5f768a1c51b8a7a0177","feebe2fcc5c0fa9fb5f768a1dd3497ae017e7a0177","fff7f3fde0ddfcc5c0fa9fb5f768a1dd3497ae017e7a0177","fff7f3fde0ddfcc5c0fa9fb5f768a1dd3497ae017e7a017749006a").map(Ht),sm=de(rm),om=new Array(3).concat("edf8b17fcdbb2c7fb8","ffffcca1dab441b6c4225ea8","ffffcca1dab441b6c42c7fb8253494","ffffccc7e9b47fcdbb41b6c42c7fb8253494","ffffccc7e9b47fcdbb41b6c41d91c0225ea80c2c84","ffffd9edf8b1c7e9b47fcdbb41b6c41d91c0225ea80c2c84","ffffd9edf8b1c7e9b47fcdbb41b6c41d91c0225ea8253494081d58").map(Ht),am=de(om),cm=new Array(3).concat("f7fcb9addd8e31a354","ffffccc2e69978c679238443","ffffccc2e69978c67931a354006837","ffffccd9f0a3addd8e78c67931a354006837","ffffccd9f0a3addd8e78c67941ab5d238443005a32","ffffe5f7fcb9d9f0a3addd8e78c67941ab5d238443005a32","ffffe5f7fcb9d9f0a3addd8e78c67941ab5d238443006837004529").map(Ht),lm=de(cm),um=new Array(3).concat("fff7bcfec44fd95f0e","ffffd4fed98efe9929cc4c02","ffffd4fed98efe9929d95f0e993404","ffffd4fee391fec44ffe9929d95f0e993404","ffffd4fee391fec44ffe9929ec7014cc4c028c2d04","ffffe5fff7bcfee391fec44ffe9929ec7014cc4c028c2d04","ffffe5fff7bcfee391fec44ffe9929ec7014cc4c02993404662506").map(Ht),fm=de(um),hm=new Array(3).concat("ffeda0feb24cf03b20","ffffb2fecc5cfd8d3ce31a1c","ffffb2fecc5cfd8d3cf03b20bd0026","ffffb2fed976feb24cfd8d3cf03b20bd0026","ffffb2fed976feb24cfd8d3cfc4e2ae31a1cb10026","ffffccffeda0fed976feb24cfd8d3cfc4e2ae31a1cb10026","ffffccffeda0fed976feb24cfd8d3cfc4e2ae31a1cbd0026800026").map(Ht),dm=de(hm),pm=new Array(3).concat("deebf79ecae13182bd","eff3ffbdd7e76baed62171b5","eff3ffbdd7e76baed63182bd08519c","eff3ffc6dbef9ecae16baed63182bd08519c","eff3ffc6dbef9ecae16baed64292c62171b5084594","f7fbffdeebf7c6dbef9ecae16baed64292c62171b5084594","f7fbffdeebf7c6dbef9ecae16baed64292c62171b508519c08306b").map(Ht),mm=de(pm),gm=new Array(3).concat("e5f5e0a1d99b31a354","edf8e9bae4b374c476238b45","edf8e9bae4b374c47631a354006d2c","edf8e9c7e9c0a1d99b74c47631a354006d2c","edf8e9c7e9c0a1d99b74c47641ab5d238b45005a32","f7fcf5e5f5e0c7e9c0a1d99b74c47641ab5d238b45005a32","f7fcf5e5f5e0c7e9c0a1d99b74c47641ab5d238b45006d2c00441b").map(Ht),_m=de(gm),ym=new Array(3).concat("f0f0f0bdbdbd636363","f7f7f7cccccc969696525252","f7f7f7cccccc969696636363252525","f7f7f7d9d9d9bdbdbd969696636363252525","f7f7f7d9d9d9bdbdbd969696737373525252252525","fffffff0f0f0d9d9d9bdbdbd969696737373525252252525","fffffff0f0f0d9d9d9bdbdbd969696737373525252252525000000").map(Ht),xm=de(ym),vm=new Array(3).concat("efedf5bcbddc756bb1","f2f0f7cbc9e29e9ac86a51a3","f2f0f7cbc9e29e9ac8756bb154278f","f2f0f7dadaebbcbddc9e9ac8756bb154278f","f2f0f7dadaebbcbddc9e9ac8807dba6a51a34a1486","fcfbfdefedf5dadaebbcbddc9e9ac8807dba6a51a34a1486","fcfbfdefedf5dadaebbcbddc9e9ac8807dba6a51a354278f3f007d").map(Ht),bm=de(vm),Mm=new Array(3).concat("fee0d2fc9272de2d26","fee5d9fcae91fb6a4acb181d","fee5d9fcae91fb6a4ade2d26a50f15","fee5d9fcbba1fc9272fb6a4ade2d26a50f15","fee5d9fcbba1fc9272fb6a4aef3b2ccb181d99000d","fff5f0fee0d2fcbba1fc9272fb6a4aef3b2ccb181d99000d","fff5f0fee0d2fcbba1fc9272fb6a4aef3b2ccb181da50f1567000d").map(Ht),Sm=de(Mm),wm=new Array(3).concat("fee6cefdae6be6550d","feeddefdbe85fd8d3cd94701","feeddefdbe85fd8d3ce6550da63603","feeddefdd0a2fdae6bfd8d3ce6550da63603","feeddefdd0a2fdae6bfd8d3cf16913d948018c2d04","fff5ebfee6cefdd0a2fdae6bfd8d3cf16913d948018c2d04","fff5ebfee6cefdd0a2fdae6bfd8d3cf16913d94801a636037f2704").map(Ht),Tm=de(wm);function Am(e){return e=Math.max(0,Math.min(1,e)),"rgb("+Math.max(0,Math.min(255,Math.round(-4.54-e*(35.34-e*(2381.73-e*(6402.7-e*(7024.72-e*2710.57)))))))+", "+Math.max(0,Math.min(255,Math.round(32.49+e*(170.73+e*(52.82-e*(131.46-e*(176.58-e*67.37)))))))+", "+Math.max(0,Math.min(255,Math.round(81.24+e*(442.36-e*(2482.43-e*(6167.24-e*(6614.94-e*2475.67)))))))+")"}var Em=El(Gn(300,.5,0),Gn(-240,.5,1)),Cm=El(Gn(-100,.75,.35),Gn(80,1.5,.8)),Rm=El(Gn(260,.75,.35),Gn(80,1.5,.8)),ru=Gn();function Im(e){(e<0||e>1)&&(e-=Math.floor(e));var t=Math.abs(e-.5);return ru.h=360*e-100,ru.s=1.5-1.5*t,ru.l=.8-.9*t,ru+""}var su=ci(),IR=Math.PI/3,PR=Math.PI*2/3;function Pm(e){var t;return e=(.5-e)*Math.PI,su.r=255*(t=Math.sin(e))*t,su.g=255*(t=Math.sin(e+IR))*t,su.b=255*(t=Math.sin(e+PR))*t,su+""}function Lm(e){return e=Math.max(0,Math.min(1,e)),"rgb("+Math.max(0,Math.min(255,Math.round(34.61+e*(1172.33-e*(10793.56-e*(33300.12-e*(38394.49-e*14825.05)))))))+", "+Math.max(0,Math.min(255,Math.round(23.31+e*(557.33+e*(1225.33-e*(3574.96-e*(1073.77+e*707.56)))))))+", "+Math.max(0,Math.min(255,Math.round(27.2+e*(3211.1-e*(15327.97-e*(27814-e*(22569.18-e*6838.66)))))))+")"}function cu(e){var t=e.length;return function(n){return e[Math.max(0,Math.min(t-1,Math.floor(n*t)))]}}var bo=cu(Ht("44015444025645045745055946075a46085c460a5d460b5e470d60470e6147106347116447136548146748166848176948186a481a6c481b6d481c6e481d6f481f70482071482173482374482475482576482677482878482979472a7a472c7a472d7b472e7c472f7d46307e46327e46337f463480453581453781453882443983443a83443b84433d84433e85423f854240864241864142874144874045884046883f47883f48893e49893e4a893e4c8a3d4d8a3d4e8a3c4f8a3c508b3b518b3b528b3a538b3a548c39558c39568c38588c38598c375a8c375b8d365c8d365d8d355e8d355f8d34608d34618d33628d33638d32648e32658e31668e31678e31688e30698e306a8e2f6b8e2f6c8e2e6d8e2e6e8e2e6f8e2d708e2d718e2c718e2c728e2c738e2b748e2b758e2a768e2a778e2a788e29798e297a8e297b8e287c8e287d8e277e8e277f8e27808e26818e26828e26828e25838e25848e25858e24868e24878e23888e23898e238a8d228b8d228c8d228d8d218e8d218f8d21908d21918c20928c20928c20938c1f948c1f958b1f968b1f978b1f988b1f998a1f9a8a1e9b8a1e9c891e9d891f9e891f9f881fa0881fa1881fa1871fa28720a38620a48621a58521a68522a78522a88423a98324aa8325ab8225ac8226ad8127ad8128ae8029af7f2ab07f2cb17e2db27d2eb37c2fb47c31b57b32b67a34b67935b77937b87838b9773aba763bbb753dbc743fbc7340bd7242be7144bf7046c06f48c16e4ac16d4cc26c4ec36b50c46a52c56954c56856c66758c7655ac8645cc8635ec96260ca6063cb5f65cb5e67cc5c69cd5b6ccd5a6ece5870cf5773d05675d05477d1537ad1517cd2507fd34e81d34d84d44b86d54989d5488bd6468ed64590d74393d74195d84098d83e9bd93c9dd93ba0da39a2da37a5db36a8db34aadc32addc30b0dd2fb2dd2db5de2bb8de29bade28bddf26c0df25c2df23c5e021c8e020cae11fcde11dd0e11cd2e21bd5e21ad8e219dae319dde318dfe318e2e418e5e419e7e419eae51aece51befe51cf1e51df4e61ef6e620f8e621fbe723fde725")),Nm=cu(Ht("00000401000501010601010802010902020b02020d03030f03031204041405041606051806051a07061c08071e0907200a08220b09240c09260d0a290e0b2b100b2d110c2f120d31130d34140e36150e38160f3b180f3d19103f1a10421c10441d11471e114920114b21114e22115024125325125527125829115a2a115c2c115f2d11612f116331116533106734106936106b38106c390f6e3b0f703d0f713f0f72400f74420f75440f764510774710784910784a10794c117a4e117b4f127b51127c52137c54137d56147d57157e59157e5a167e5c167f5d177f5f187f601880621980641a80651a80671b80681c816a1c816b1d816d1d816e1e81701f81721f817320817521817621817822817922827b23827c23827e24828025828125818326818426818627818827818928818b29818c29818e2a81902a81912b81932b80942c80962c80982d80992d809b2e7f9c2e7f9e2f7fa02f7fa1307ea3307ea5317ea6317da8327daa337dab337cad347cae347bb0357bb2357bb3367ab5367ab73779b83779ba3878bc3978bd3977bf3a77c03a76c23b75c43c75c53c74c73d73c83e73ca3e72cc3f71cd4071cf4070d0416fd2426fd3436ed5446dd6456cd8456cd9466bdb476adc4869de4968df4a68e04c67e24d66e34e65e44f64e55064e75263e85362e95462ea5661eb5760ec5860ed5a5fee5b5eef5d5ef05f5ef1605df2625df2645cf3655cf4675cf4695cf56b5cf66c5cf66e5cf7705cf7725cf8745cf8765cf9785df9795df97b5dfa7d5efa7f5efa815ffb835ffb8560fb8761fc8961fc8a62fc8c63fc8e64fc9065fd9266fd9467fd9668fd9869fd9a6afd9b6bfe9d6cfe9f6dfea16efea36ffea571fea772fea973feaa74feac76feae77feb078feb27afeb47bfeb67cfeb77efeb97ffebb81febd82febf84fec185fec287fec488fec68afec88cfeca8dfecc8ffecd90fecf92fed194fed395fed597fed799fed89afdda9cfddc9efddea0fde0a1fde2a3fde3a5fde5a7fde7a9fde9aafdebacfcecaefceeb0fcf0b2fcf2b4fcf4b6fcf6b8fcf7b9fcf9bbfcfbbdfcfdbf")),Dm=cu(Ht("00000401000501010601010802010a02020c02020e03021004031204031405041706041907051b08051d09061f0a07220b07240c08260d08290e092b10092d110a30120a32140b34150b37160b39180c3c190c3e1b0c411c0c431e0c451f0c48210c4a230c4c240c4f260c51280b53290b552b0b572d0b592f0a5b310a5c320a5e340a5f3609613809623909633b09643d09653e0966400a67420a68440a68450a69470b6a490b6a4a0c6b4c0c6b4d0d6c4f0d6c510e6c520e6d540f6d550f6d57106e59106e5a116e5c126e5d126e5f136e61136e62146e64156e65156e67166e69166e6a176e6c186e6d186e6f196e71196e721a6e741a6e751b6e771c6d781c6d7a1d6d7c1d6d7d1e6d7f1e6c801f6c82206c84206b85216b87216b88226a8a226a8c23698d23698f24699025689225689326679526679727669827669a28659b29649d29649f2a63a02a63a22b62a32c61a52c60a62d60a82e5fa92e5eab2f5ead305dae305cb0315bb1325ab3325ab43359b63458b73557b93556ba3655bc3754bd3853bf3952c03a51c13a50c33b4fc43c4ec63d4dc73e4cc83f4bca404acb4149cc4248ce4347cf4446d04545d24644d34743d44842d54a41d74b3fd84c3ed94d3dda4e3cdb503bdd513ade5238df5337e05536e15635e25734e35933e45a31e55c30e65d2fe75e2ee8602de9612bea632aeb6429eb6628ec6726ed6925ee6a24ef6c23ef6e21f06f20f1711ff1731df2741cf3761bf37819f47918f57b17f57d15f67e14f68013f78212f78410f8850ff8870ef8890cf98b0bf98c0af98e09fa9008fa9207fa9407fb9606fb9706fb9906fb9b06fb9d07fc9f07fca108fca309fca50afca60cfca80dfcaa0ffcac11fcae12fcb014fcb216fcb418fbb61afbb81dfbba1ffbbc21fbbe23fac026fac228fac42afac62df9c72ff9c932f9cb35f8cd37f8cf3af7d13df7d340f6d543f6d746f5d949f5db4cf4dd4ff4df53f4e156f3e35af3e55df2e661f2e865f2ea69f1ec6df1ed71f1ef75f1f179f2f27df2f482f3f586f3f68af4f88ef5f992f6fa96f8fb9af9fc9dfafda1fcffa4")),Um=cu(Ht("0d088710078813078916078a19068c1b068d1d068e20068f2206902406912605912805922a05932c05942e05952f059631059733059735049837049938049a3a049a3c049b3e049c3f049c41049d43039e44039e46039f48039f4903a04b03a14c02a14e02a25002a25102a35302a35502a45601a45801a45901a55b01a55c01a65e01a66001a66100a76300a76400a76600a76700a86900a86a00a86c00a86e00a86f00a87100a87201a87401a87501a87701a87801a87a02a87b02a87d03a87e03a88004a88104a78305a78405a78606a68707a68808a68a09a58b0aa58d0ba58e0ca48f0da4910ea3920fa39410a29511a19613a19814a099159f9a169f9c179e9d189d9e199da01a9ca11b9ba21d9aa31e9aa51f99a62098a72197a82296aa2395ab2494ac2694ad2793ae2892b02991b12a90b22b8fb32c8eb42e8db52f8cb6308bb7318ab83289ba3388bb3488bc3587bd3786be3885bf3984c03a83c13b82c23c81c33d80c43e7fc5407ec6417dc7427cc8437bc9447aca457acb4679cc4778cc4977cd4a76ce4b75cf4c74d04d73d14e72d24f71d35171d45270d5536fd5546ed6556dd7566cd8576bd9586ada5a6ada5b69db5c68dc5d67dd5e66de5f65de6164df6263e06363e16462e26561e26660e3685fe4695ee56a5de56b5de66c5ce76e5be76f5ae87059e97158e97257ea7457eb7556eb7655ec7754ed7953ed7a52ee7b51ef7c51ef7e50f07f4ff0804ef1814df1834cf2844bf3854bf3874af48849f48948f58b47f58c46f68d45f68f44f79044f79143f79342f89441f89540f9973ff9983ef99a3efa9b3dfa9c3cfa9e3bfb9f3afba139fba238fca338fca537fca636fca835fca934fdab33fdac33fdae32fdaf31fdb130fdb22ffdb42ffdb52efeb72dfeb82cfeba2cfebb2bfebd2afebe2afec029fdc229fdc328fdc527fdc627fdc827fdca26fdcb26fccd25fcce25fcd025fcd225fbd324fbd524fbd724fad824fada24f9dc24f9dd25f8df25f8e125f7e225f7e425f6e626f6e826f5e926f5eb27f4ed27f3ee27f3f027f2f227f1f426f1f525f0f724f0f921"));function Mo(e){return function(){return e}}var Ub=Math.cos;var km=Math.min,lu=Math.sin,Ue=Math.sqrt,Ib=1e-12,oc=Math.PI,R5=oc/2,pu=2*oc;function LR(e){let t=3;return e.digits=function(n){if(!arguments.length)return t;if(n==null)t=null;else{let i=Math.floor(n);if(!(i>=0))throw new RangeError(`invalid digits: ${n}`);t=i}return e},()=>new ys(t)}var I5=Array.prototype.slice;function NR(e){return typeof e=="object"&&"length"in e?e:Array.from(e)}function Fb(e){this._context=e}Fb.prototype={areaStart:function(){this._line=0},areaEnd:function(){this._line=NaN},lineStart:function(){this._point=0},lineEnd:function(){(this._line||this._line!==0&&this._point===1)&&this._context.closePath(),this._line=1-this._line},point:function(e,t){switch(e=+e,t=+t,this._point){case 0:this._point=1,this._line?this._context.lineTo(e,t):this._context.moveTo(e,t);break;case 1:this._point=2;default:this._context.lineTo(e,t);break}}};function So(e){return new Fb(e)}function DR(e){return e[0]}function UR(e){return e[1]}function Ob(e,t){var n=Mo(!0),i=null,r=So,s=null,o=LR(a);e=typeof e=="function"?e:e===void 0?DR:Mo(e),t=typeof t=="function"?t:t===void 0?UR:Mo(t);function a(c){var l,u=(c=NR(c)).length,h,f=!1,d;for(i==null&&(s=r(d=o())),l=0;l<=u;++l)!(l<u&&n(h=c[l],l,c))===f&&((f=!f)?s.lineStart():s.lineEnd()),f&&s.point(+e(h,l,c),+t(h,l,c));if(d)return s=null,d+""||null}return a.x=function(c){return arguments.length?(e=typeof c=="function"?c:Mo(+c),a):e},a.y=function(c){return arguments.length?(t=typeof c=="function"?c:Mo(+c),a):t},a.defined=function(c){return arguments.length?(n=typeof c=="function"?c:Mo(!!c),a):n},a.curve=function(c){return arguments.length?(r=c,i!=null&&(s=r(i)),a):r},a.context=function(c){return arguments.length?(c==null?i=s=null:s=r(i=c),a):i},a}var P5=FR(So);function Bb(e){this._curve=e}Bb.prototype={areaStart:function(){this._curve.areaStart()},areaEnd:function(){this._curve.areaEnd()},lineStart:function(){this._curve.lineStart()},lineEnd:function(){this._curve.lineEnd()},point:function(e,t){this._curve.point(t*Math.sin(e),t*-Math.cos(e))}};function FR(e){function t(n){return new Bb(e(n))}return t._curve=e,t}var uu=class{constructor(t,n){this._context=t,this._x=n}areaStart(){this._line=0}areaEnd(){this._line=NaN}lineStart(){this._point=0}lineEnd(){(this._line||this._line!==0&&this._point===1)&&this._context.closePath(),this._line=1-this._line}point(t,n){switch(t=+t,n=+n,this._point){case 0:{this._point=1,this._line?this._context.lineTo(t,n):this._context.moveTo(t,n);break}case 1:this._point=2;default:{this._x?this._context.bezierCurveTo(this._x0=(this._x0+t)/2,this._y0,this._x0,n,t,n):this._context.bezierCurveTo(this._x0,this._y0=(this._y0+n)/2,t,this._y0,t,n);break}}this._x0=t,this._y0=n}};function kb(e){return new uu(e,!0)}function zb(e){return new uu(e,!1)}var OR=Ue(3),zm={draw(e,t){let n=Ue(t+km(t/28,.75))*.59436,i=n/2,r=i*OR;e.moveTo(0,n),e.lineTo(0,-n),e.moveTo(-r,-i),e.lineTo(r,i),e.moveTo(-r,i),e.lineTo(r,-i)}},Is={draw(e,t){let n=Ue(t/oc);e.moveTo(n,0),e.arc(0,0,n,0,pu)}},Gm={draw(e,t){let n=Ue(t/5)/2;e.moveTo(-3*n,-n),e.lineTo(-n,-n),e.lineTo(-n,-3*n),e.lineTo(n,-3*n),e.lineTo(n,-n),e.lineTo(3*n,-n),e.lineTo(3*n,n),e.lineTo(n,n),e.lineTo(n,3*n),e.lineTo(-n,3*n),e.lineTo(-n,n),e.lineTo(-3*n,n),e.closePath()}},Gb=Ue(1/3),BR=Gb*2,Vm={draw(e,t){let n=Ue(t/BR),i=n*Gb;e.moveTo(0,-n),e.lineTo(i,0),e.lineTo(0,n),e.lineTo(-i,0),e.closePath()}},Hm={draw(e,t){let n=Ue(t)*.62625;e.moveTo(0,-n),e.lineTo(n,0),e.lineTo(0,n),e.lineTo(-n,0),e.closePath()}},Wm={draw(e,t){let n=Ue(t-km(t/7,2))*.87559;e.moveTo(-n,0),e.lineTo(n,0),e.moveTo(0,n),e.lineTo(0,-n)}},$m={draw(e,t){let n=Ue(t),i=-n/2;e.rect(i,i,n,n)}},Xm={draw(e,t){let n=Ue(t)*.4431;e.moveTo(n,n),e.lineTo(n,-n),e.lineTo(-n,-n),e.lineTo(-n,n),e.closePath()}},kR=.8908130915292852,Vb=lu(oc/10)/lu(7*oc/10),zR=lu(pu/10)*Vb,GR=-Ub(pu/10)*Vb,qm={draw(e,t){let n=Ue(t*kR),i=zR*n,r=GR*n;e.moveTo(0,-n),e.lineTo(i,r);for(let s=1;s<5;++s){let o=pu*s/5,a=Ub(o),c=lu(o);e.lineTo(c*n,-a*n),e.lineTo(a*i-c*r,c*i+a*r)}e.closePath()}},Fm=Ue(3),Ym={draw(e,t){let n=-Ue(t/(Fm*3));e.moveTo(0,n*2),e.lineTo(-Fm*n,-n),e.lineTo(Fm*n,-n),e.closePath()}},VR=Ue(3),Zm={draw(e,t){let n=Ue(t)*.6824,i=n/2,r=n*VR/2;e.moveTo(0,-n),e.lineTo(r,i),e.lineTo(-r,i),e.closePath()}},Yn=-.5,Zn=Ue(3)/2,Bm=1/Ue(12),HR=(Bm/2+1)*3,Jm={draw(e,t){let n=Ue(t/HR),i=n/2,r=n*Bm,s=i,o=n*Bm+n,a=-s,c=o;e.moveTo(i,r),e.lineTo(s,o),e.lineTo(a,c),e.lineTo(Yn*i-Zn*r,Zn*i+Yn*r),e.lineTo(Yn*s-Zn*o,Zn*s+Yn*o),e.lineTo(Yn*a-Zn*c,Zn*a+Yn*c),e.lineTo(Yn*i+Zn*r,Yn*r-Zn*i),e.lineTo(Yn*s+Zn*o,Yn*o-Zn*s),e.lineTo(Yn*a+Zn*c,Yn*c-Zn*a),e.closePath()}},Km={draw(e,t){let n=Ue(t-km(t/6,1.7))*.6189;e.moveTo(-n,-n),e.lineTo(n,n),e.moveTo(-n,n),e.lineTo(n,-n)}},Hb=[Is,Gm,Vm,$m,qm,Ym,Jm],Wb=[Is,Wm,Km,Zm,zm,Xm,Hm];function Fr(){}function fu(e,t,n){e._context.bezierCurveTo((2*e._x0+e._x1)/3,(2*e._y0+e._y1)/3,(e._x0+2*e._x1)/3,(e._y0+2*e._y1)/3,(e._x0+4*e._x1+t)/6,(e._y0+4*e._y1+n)/6)}function mu(e){this._context=e}mu.prototype={areaStart:function(){this._line=0},areaEnd:function(){this._line=NaN},lineStart:function(){this._x0=this._x1=this._y0=this._y1=NaN,this._point=0},lineEnd:function(){switch(this._point){case 3:fu(this,this._x1,this._y1);case 2:this._context.lineTo(this._x1,this._y1);break}(this._line||this._line!==0&&this._point===1)&&this._context.closePath(),this._line=1-this._line},point:function(e,t){switch(e=+e,t=+t,this._point){case 0:this._point=1,this._line?this._context.lineTo(e,t):this._context.moveTo(e,t);break;case 1:this._point=2;break;case 2:this._point=3,this._context.lineTo((5*this._x0+this._x1)/6,(5*this._y0+this._y1)/6);default:fu(this,e,t);break}this._x0=this._x1,this._x1=e,this._y0=this._y1,this._y1=t}};function $b(e){return new mu(e)}function Xb(e){this._context=e}Xb.prototype={areaStart:Fr,areaEnd:Fr,lineStart:function(){this._x0=this._x1=this._x2=this._x3=this._x4=this._y0=this._y1=this._y2=this._y3=this._y4=NaN,this._point=0},lineEnd:function(){switch(this._point){case 1:{this._context.moveTo(this._x2,this._y2),this._context.closePath();break}case 2:{this._context.moveTo((this._x2+2*this._x3)/3,(this._y2+2*this._y3)/3),this._context.lineTo((this._x3+2*this._x2)/3,(this._y3+2*this._y2)/3),this._context.closePath();break}case 3:{this.point(this._x2,this._y2),this.point(this._x3,this._y3),this.point(this._x4,this._y4);break}}},point:function(e,t){switch(e=+e,t=+t,this._point){case 0:this._point=1,this._x2=e,this._y2=t;break;case 1:this._point=2,this._x3=e,this._y3=t;break;case 2:this._point=3,this._x4=e,this._y4=t,this._context.moveTo((this._x0+4*this._x1+e)/6,(this._y0+4*this._y1+t)/6);break;default:fu(this,e,t);break}this._x0=this._x1,this._x1=e,this._y0=this._y1,this._y1=t}};function qb(e){return new Xb(e)}function Yb(e){this._context=e}Yb.prototype={areaStart:function(){this._line=0},areaEnd:function(){this._line=NaN},lineStart:function(){this._x0=this._x1=this._y0=this._y1=NaN,this._point=0},lineEnd:function(){(this._line||this._line!==0&&this._point===3)&&this._context.closePath(),this._line=1-this._line},point:function(e,t){switch(e=+e,t=+t,this._point){case 0:this._point=1;break;case 1:this._point=2;break;case 2:this._point=3;var n=(this._x0+4*this._x1+e)/6,i=(this._y0+4*this._y1+t)/6;this._line?this._context.lineTo(n,i):this._context.moveTo(n,i);break;case 3:this._point=4;default:fu(this,e,t);break}this._x0=this._x1,this._x1=e,this._y0=this._y1,this._y1=t}};function Zb(e){return new Yb(e)}function Jb(e,t){this._basis=new mu(e),this._beta=t}Jb.prototype={lineStart:function(){this._x=[],this._y=[],this._basis.lineStart()},lineEnd:function(){var e=this._x,t=this._y,n=e.length-1;if(n>0)for(var i=e[0],r=t[0],s=e[n]-i,o=t[n]-r,a=-1,c;++a<=n;)c=a/n,this._basis.point(this._beta*e[a]+(1-this._beta)*(i+c*s),this._beta*t[a]+(1-this._beta)*(r+c*o));this._x=this._y=null,this._basis.lineEnd()},point:function(e,t){this._x.push(+e),this._y.push(+t)}};var Kb=(function e(t){function n(i){return t===1?new mu(i):new Jb(i,t)}return n.beta=function(i){return e(+i)},n})(.85);function hu(e,t,n){e._context.bezierCurveTo(e._x1+e._k*(e._x2-e._x0),e._y1+e._k*(e._y2-e._y0),e._x2+e._k*(e._x1-t),e._y2+e._k*(e._y1-n),e._x2,e._y2)}function Qm(e,t){this._context=e,this._k=(1-t)/6}Qm.prototype={areaStart:function(){this._line=0},areaEnd:function(){this._line=NaN},lineStart:function(){this._x0=this._x1=this._x2=this._y0=this._y1=this._y2=NaN,this._point=0},lineEnd:function(){switch(this._point){case 2:this._context.lineTo(this._x2,this._y2);break;case 3:hu(this,this._x1,this._y1);break}(this._line||this._line!==0&&this._point===1)&&this._context.closePath(),this._line=1-this._line},point:function(e,t){switch(e=+e,t=+t,this._point){case 0:this._point=1,this._line?this._context.lineTo(e,t):this._context.moveTo(e,t);break;case 1:this._point=2,this._x1=e,this._y1=t;break;case 2:this._point=3;default:hu(this,e,t);break}this._x0=this._x1,this._x1=this._x2,this._x2=e,this._y0=this._y1,this._y1=this._y2,this._y2=t}};var Qb=(function e(t){function n(i){return new Qm(i,t)}return n.tension=function(i){return e(+i)},n})(0);function jm(e,t){this._context=e,this._k=(1-t)/6}jm.prototype={areaStart:Fr,areaEnd:Fr,lineStart:function(){this._x0=this._x1=this._x2=this._x3=this._x4=this._x5=this._y0=this._y1=this._y2=this._y3=this._y4=this._y5=NaN,this._point=0},lineEnd:function(){switch(this._point){case 1:{this._context.moveTo(this._x3,this._y3),this._context.closePath();break}case 2:{this._context.lineTo(this._x3,this._y3),this._context.closePath();break}case 3:{this.point(this._x3,this._y3),this.point(this._x4,this._y4),this.point(this._x5,this._y5);break}}},point:function(e,t){switch(e=+e,t=+t,this._point){case 0:this._point=1,this._x3=e,this._y3=t;break;case 1:this._point=2,this._context.moveTo(this._x4=e,this._y4=t);break;case 2:this._point=3,this._x5=e,this._y5=t;break;default:hu(this,e,t);break}this._x0=this._x1,this._x1=this._x2,this._x2=e,this._y0=this._y1,this._y1=this._y2,this._y2=t}};var jb=(function e(t){function n(i){return new jm(i,t)}return n.tension=function(i){return e(+i)},n})(0);function tg(e,t){this._context=e,this._k=(1-t)/6}tg.prototype={areaStart:function(){this._line=0},areaEnd:function(){this._line=NaN},lineStart:function(){this._x0=this._x1=this._x2=this._y0=this._y1=this._y2=NaN,this._point=0},lineEnd:function(){(this._line||this._line!==0&&this._point===3)&&this._context.closePath(),this._line=1-this._line},point:function(e,t){switch(e=+e,t=+t,this._point){case 0:this._point=1;break;case 1:this._point=2;break;case 2:this._point=3,this._line?this._context.lineTo(this._x2,this._y2):this._context.moveTo(this._x2,this._y2);break;case 3:this._point=4;default:hu(this,e,t);break}this._x0=this._x1,this._x1=this._x2,this._x2=e,this._y0=this._y1,this._y1=this._y2,this._y2=t}};var t1=(function e(t){function n(i){return new tg(i,t)}return n.tension=function(i){return e(+i)},n})(0);function eg(e,t,n){var i=e._x1,r=e._y1,s=e._x2,o=e._y2;if(e._l01_a>Ib){var a=2*e._l01_2a+3*e._l01_a*e._l12_a+e._l12_2a,c=3*e._l01_a*(e._l01_a+e._l12_a);i=(i*a-e._x0*e._l12_2a+e._x2*e._l01_2a)/c,r=(r*a-e._y0*e._l12_2a+e._y2*e._l01_2a)/c}if(e._l23_a>Ib){var l=2*e._l23_2a+3*e._l23_a*e._l12_a+e._l12_2a,u=3*e._l23_a*(e._l23_a+e._l12_a);s=(s*l+e._x1*e._l23_2a-t*e._l12_2a)/u,o=(o*l+e._y1*e._l23_2a-n*e._l12_2a)/u}e._context.bezierCurveTo(i,r,s,o,e._x2,e._y2)}function e1(e,t){this._context=e,this._alpha=t}e1.prototype={areaStart:function(){this._line=0},areaEnd:function(){this._line=NaN},lineStart:function(){this._x0=this._x1=this._x2=this._y0=this._y1=this._y2=NaN,this._l01_a=this._l12_a=this._l23_a=this._l01_2a=this._l12_2a=this._l23_2a=this._point=0},lineEnd:function(){switch(this._point){case 2:this._context.lineTo(this._x2,this._y2);break;case 3:this.point(this._x2,this._y2);break}(this._line||this._line!==0&&this._point===1)&&this._context.closePath(),this._line=1-this._line},point:function(e,t){if(e=+e,t=+t,this._point){var n=this._x2-e,i=this._y2-t;this._l23_a=Math.sqrt(this._l23_2a=Math.pow(n*n+i*i,this._alpha))}switch(this._point){case 0:this._point=1,this._line?this._context.lineTo(e,t):this._context.moveTo(e,t);break;case 1:this._point=2;break;case 2:this._point=3;default:eg(this,e,t);break}this._l01_a=this._l12_a,this._l12_a=this._l23_a,this._l01_2a=this._l12_2a,this._l12_2a=this._l23_2a,this._x0=this._x1,this._x1=this._x2,this._x2=e,this._y0=this._y1,this._y1=this._y2,this._y2=t}};var n1=(function e(t){function n(i){return t?new e1(i,t):new Qm(i,0)}return n.alpha=function(i){return e(+i)},n})(.5);function i1(e,t){this._context=e,this._alpha=t}i1.prototype={areaStart:Fr,areaEnd:Fr,lineStart:function(){this._x0=this._x1=this._x2=this._x3=this._x4=this._x5=this._y0=this._y1=this._y2=this._y3=this._y4=this._y5=NaN,this._l01_a=this._l12_a=this._l23_a=this._l01_2a=this._l12_2a=this._l23_2a=this._point=0},lineEnd:function(){switch(this._point){case 1:{this._context.moveTo(this._x3,this._y3),this._context.closePath();break}case 2:{this._context.lineTo(this._x3,this._y3),this._context.closePath();break}case 3:{this.point(this._x3,this._y3),this.point(this._x4,this._y4),this.point(this._x5,this._y5);break}}},point:function(e,t){if(e=+e,t=+t,this._point){var n=this._x2-e,i=this._y2-t;this._l23_a=Math.sqrt(this._l23_2a=Math.pow(n*n+i*i,this._alpha))}switch(this._point){case 0:this._point=1,this._x3=e,this._y3=t;break;case 1:this._point=2,this._context.moveTo(this._x4=e,this._y4=t);break;case 2:this._point=3,this._x5=e,this._y5=t;break;default:eg(this,e,t);break}this._l01_a=this._l12_a,this._l12_a=this._l23_a,this._l01_2a=this._l12_2a,this._l12_2a=this._l23_2a,this._x0=this._x1,this._x1=this._x2,this._x2=e,this._y0=this._y1,this._y1=this._y2,this._y2=t}};var r1=(function e(t){function n(i){return t?new i1(i,t):new jm(i,0)}return n.alpha=function(i){return e(+i)},n})(.5);function s1(e,t){this._context=e,this._alpha=t}s1.prototype={areaStart:function(){this._line=0},areaEnd:function(){this._line=NaN},lineStart:function(){this._x0=this._x1=this._x2=this._y0=this._y1=this._y2=NaN,this._l01_a=this._l12_a=this._l23_a=this._l01_2a=this._l12_2a=this._l23_2a=this._point=0},lineEnd:function(){(this._line||this._line!==0&&this._point===3)&&this._context.closePath(),this._line=1-this._line},point:function(e,t){if(e=+e,t=+t,this._point){var n=this._x2-e,i=this._y2-t;this._l23_a=Math.sqrt(this._l23_2a=Math.pow(n*n+i*i,this._alpha))}switch(this._point){case 0:this._point=1;break;case 1:this._point=2;break;case 2:this._point=3,this._line?this._context.lineTo(this._x2,this._y2):this._context.moveTo(this._x2,this._y2);break;case 3:this._point=4;default:eg(this,e,t);break}this._l01_a=this._l12_a,this._l12_a=this._l23_a,this._l01_2a=this._l12_2a,this._l12_2a=this._l23_2a,this._x0=this._x1,this._x1=this._x2,this._x2=e,this._y0=this._y1,this._y1=this._y2,this._y2=t}};var o1=(function e(t){function n(i){return t?new s1(i,t):new tg(i,0)}return n.alpha=function(i){return e(+i)},n})(.5);function a1(e){this._context=e}a1.prototype={areaStart:Fr,areaEnd:Fr,lineStart:function(){this._point=0},lineEnd:function(){this._point&&this._context.closePath()},point:function(e,t){e=+e,t=+t,this._point?this._context.lineTo(e,t):(this._point=1,this._context.moveTo(e,t))}};function c1(e){return new a1(e)}function Pb(e){return e<0?-1:1}function Lb(e,t,n){var i=e._x1-e._x0,r=t-e._x1,s=(e._y1-e._y0)/(i||r<0&&-0),o=(n-e._y1)/(r||i<0&&-0),a=(s*r+o*i)/(i+r);return(Pb(s)+Pb(o))*Math.min(Math.abs(s),Math.abs(o),.5*Math.abs(a))||0}function Nb(e,t){var n=e._x1-e._x0;return n?(3*(e._y1-e._y0)/n-t)/2:t}function Om(e,t,n){var i=e._x0,r=e._y0,s=e._x1,o=e._y1,a=(s-i)/3;e._context.bezierCurveTo(i+a,r+a*t,s-a,o-a*n,s,o)}function du(e){this._context=e}du.prototype={areaStart:function(){this._line=0},areaEnd:function(){this._line=NaN},lineStart:function(){this._x0=this._x1=this._y0=this._y1=this._t0=NaN,this._point=0},lineEnd:function(){switch(this._point){case 2:this._context.lineTo(this._x1,this._y1);break;case 3:Om(this,this._t0,Nb(this,this._t0));break}(this._line||this._line!==0&&this._point===1)&&this._context.closePath(),this._line=1-this._line},point:function(e,t){var n=NaN;if(e=+e,t=+t,!(e===this._x1&&t===this._y1)){switch(this._point){case 0:this._point=1,this._line?this._context.lineTo(e,t):this._context.moveTo(e,t);break;case 1:this._point=2;break;case 2:this._point=3,Om(this,Nb(this,n=Lb(this,e,t)),n);break;default:Om(this,this._t0,n=Lb(this,e,t));break}this._x0=this._x1,this._x1=e,this._y0=this._y1,this._y1=t,this._t0=n}}};function l1(e){this._context=new u1(e)}(l1.prototype=Object.create(du.prototype)).point=function(e,t){du.prototype.point.call(this,t,e)};function u1(e){this._context=e}u1.prototype={moveTo:function(e,t){this._context.moveTo(t,e)},closePath:function(){this._context.closePath()},lineTo:function(e,t){this._context.lineTo(t,e)},bezierCurveTo:function(e,t,n,i,r,s){this._context.bezierCurveTo(t,e,i,n,s,r)}};function f1(e){return new du(e)}function h1(e){return new l1(e)}function d1(e){this._context=e}d1.prototype={areaStart:function(){this._line=0},areaEnd:function(){this._line=NaN},lineStart:function(){this._x=[],this._y=[]},lineEnd:function(){var e=this._x,t=this._y,n=e.length;if(n)if(this._line?this._context.lineTo(e[0],t[0]):this._context.moveTo(e[0],t[0]),n===2)this._context.lineTo(e[1],t[1]);else for(var i=Db(e),r=Db(t),s=0,o=1;o<n;++s,++o)this._context.bezierCurveTo(i[0][s],r[0][s],i[1][s],r[1][s],e[o],t[o]);(this._line||this._line!==0&&n===1)&&this._context.closePath(),this._line=1-this._line,this._x=this._y=null},point:function(e,t){this._x.push(+e),this._y.push(+t)}};function Db(e){var t,n=e.length-1,i,r=new Array(n),s=new Array(n),o=new Array(n);for(r[0]=0,s[0]=2,o[0]=e[0]+2*e[1],t=1;t<n-1;++t)r[t]=1,s[t]=4,o[t]=4*e[t]+2*e[t+1];for(r[n-1]=2,s[n-1]=7,o[n-1]=8*e[n-1]+e[n],t=1;t<n;++t)i=r[t]/s[t-1],s[t]-=i,o[t]-=i*o[t-1];for(r[n-1]=o[n-1]/s[n-1],t=n-2;t>=0;--t)r[t]=(o[t]-r[t+1])/s[t];for(s[n-1]=(e[n]+r[n-1])/2,t=0;t<n-1;++t)s[t]=2*e[t+1]-r[t+1];return[r,s]}function p1(e){return new d1(e)}function gu(e,t){this._context=e,this._t=t}gu.prototype={areaStart:function(){this._line=0},areaEnd:function(){this._line=NaN},lineStart:function(){this._x=this._y=NaN,this._point=0},lineEnd:function(){0<this._t&&this._t<1&&this._point===2&&this._context.lineTo(this._x,this._y),(this._line||this._line!==0&&this._point===1)&&this._context.closePath(),this._line>=0&&(this._t=1-this._t,this._line=1-this._line)},point:function(e,t){switch(e=+e,t=+t,this._point){case 0:this._point=1,this._line?this._context.lineTo(e,t):this._context.moveTo(e,t);break;case 1:this._point=2;default:{if(this._t<=0)this._context.lineTo(this._x,t),this._context.lineTo(e,t);else{var n=this._x*(1-this._t)+e*this._t;this._context.lineTo(n,this._y),this._context.lineTo(n,t)}break}}this._x=e,this._y=t}};function m1(e){return new gu(e,.5)}function g1(e){return new gu(e,0)}function _1(e){return new gu(e,1)}function Jn(e){return e!=null&&!Number.isNaN(e)}function ar(e,t){return+Jn(t)-+Jn(e)||xi(e,t)}function ac(e,t){return+Jn(t)-+Jn(e)||Qi(e,t)}function cc(e){return e!=null&&`${e}`!=""}function ng(e){return isFinite(e)?e:NaN}function Ps(e){return e>0&&isFinite(e)?e:NaN}function wo(e){return e<0&&isFinite(e)?e:NaN}function _u(e,t){if(e instanceof Date||(e=new Date(+e)),isNaN(e))return typeof t=="function"?t(e):t;let n=e.getUTCHours(),i=e.getUTCMinutes(),r=e.getUTCSeconds(),s=e.getUTCMilliseconds();return`${WR(e.getUTCFullYear(),4)}-${cr(e.getUTCMonth()+1,2)}-${cr(e.getUTCDate(),2)}${n||i||r||s?`T${cr(n,2)}:${cr(i,2)}${r||s?`:${cr(r,2)}${s?`.${cr(s,3)}`:""}`:""}Z`:""}`}function WR(e){return e<0?`-${cr(-e,6)}`:e>9999?`+${cr(e,6)}`:cr(e,4)}function cr(e,t){return`${e}`.padStart(t,"0")}var $R=/^(?:[-+]\d{2})?\d{4}(?:-\d{2}(?:-\d{2})?)?(?:T\d{2}:\d{2}(?::\d{2}(?:\.\d{3})?)?(?:Z|[-+]\d{2}:?\d{2})?)?$/;function lc(e,t){return $R.test(e+="")?new Date(e):typeof t=="function"?t(e):t}function lr(e){if(e==null)return;let t=e[0],n=e[e.length-1];return Qi(t,n)}var Ao=1e3,Br=Ao*60,kr=Br*60,Ni=kr*24,Li=Ni*7,Ls=Ni*30,Or=Ni*365,ig=[["millisecond",1],["2 milliseconds",2],["5 milliseconds",5],["10 milliseconds",10],["20 milliseconds",20],["50 milliseconds",50],["100 milliseconds",100],["200 milliseconds",200],["500 milliseconds",500],["second",Ao],["5 seconds",5*Ao],["15 seconds",15*Ao],["30 seconds",30*Ao],["minute",Br],["5 minutes",5*Br],["15 minutes",15*Br],["30 minutes",30*Br],["hour",kr],["3 hours",3*kr],["6 hours",6*kr],["12 hours",12*kr],["day",Ni],["2 days",2*Ni],["week",Li],["2 weeks",2*Li],["month",Ls],["3 months",3*Ls],["6 months",6*Ls],["year",Or],["2 years",2*Or],["5 years",5*Or],["10 years",10*Or],["20 years",20*Or],["50 years",50*Or],["100 years",100*Or]],rg=new Map([["second",Ao],["minute",Br],["hour",kr],["day",Ni],["monday",Li],["tuesday",Li],["wednesday",Li],["thursday",Li],["friday",Li],["saturday",Li],["sunday",Li],["week",Li],["month",Ls],["year",Or]]),x1=new Map([["second",ln],["minute",vs],["hour",Ms],["day",Ei],["monday",Ts],["tuesday",ap],["wednesday",cp],["thursday",sr],["friday",lp],["saturday",up],["sunday",Ci],["week",Ci],["month",Cs],["year",yn]]),sg=new Map([["second",ln],["minute",bs],["hour",Ss],["day",Ja],["monday",Es],["tuesday",fp],["wednesday",hp],["thursday",or],["friday",dp],["saturday",pp],["sunday",Ri],["week",Ri],["month",Rs],["year",xn]]),Eo=Symbol("intervalDuration"),xu=Symbol("intervalType");for(let[e,t]of x1)t[Eo]=rg.get(e),t[xu]="time";for(let[e,t]of sg)t[Eo]=rg.get(e),t[xu]="utc";var uc=[["year",xn,"utc"],["month",Rs,"utc"],["day",Ja,"utc",6*Ls],["hour",Ss,"utc",3*Ni],["minute",bs,"utc",6*kr],["second",ln,"utc",30*Br]],yu=[["year",yn,"time"],["month",Cs,"time"],["day",Ei,"time",6*Ls],["hour",Ms,"time",3*Ni],["minute",vs,"time",6*kr],["second",ln,"time",30*Br]],XR=[uc[0],yu[0],uc[1],yu[1],uc[2],yu[2],...uc.slice(3)];function v1(e){let t=`${e}`.toLowerCase();t.endsWith("s")&&(t=t.slice(0,-1));let n=1,i=/^(?:(\d+)\s+)/.exec(t);switch(i&&(t=t.slice(i[0].length),n=+i[1]),t){case"quarter":t="month",n*=3;break;case"half":t="month",n*=6;break}let r=sg.get(t);if(!r)throw new Error(`unknown interval: ${e}`);if(n>1&&!r.every)throw new Error(`non-periodic interval: ${t}`);return[t,n]}function og(e){return b1(v1(e),"time")}function ag(e){return b1(v1(e),"utc")}function b1([e,t],n){let i=(n==="time"?x1:sg).get(e);return t>1&&(i=i.every(t),i[Eo]=rg.get(e)*t,i[xu]=n),i}function cg(e,t){if(!(t>1))return;let n=e[Eo];if(!ig.some(([,r])=>r===n)||n%Ni===0&&Ni<n&&n<Ls)return;let[i]=ig[to(([,r])=>Math.log(r)).center(ig,Math.log(n*t))];return(e[xu]==="time"?og:ag)(i)}function y1(e,t,n){let i=t==="time"?tc:Ii;if(n==null)return i(e==="year"?"%Y":e==="month"?"%Y-%m":e==="day"?"%Y-%m-%d":e==="hour"||e==="minute"?"%Y-%m-%dT%H:%M":e==="second"?"%Y-%m-%dT%H:%M:%S":"%Y-%m-%dT%H:%M:%S.%L");let r=qR(n);switch(e){case"millisecond":return To(i(".%L"),i(":%M:%S"),r);case"second":return To(i(":%S"),i("%-I:%M"),r);case"minute":return To(i("%-I:%M"),i("%p"),r);case"hour":return To(i("%-I %p"),i("%b %-d"),r);case"day":return To(i("%-d"),i("%b"),r);case"month":return To(i("%b"),i("%Y"),r);case"year":return i("%Y")}throw new Error("unable to format time ticks")}function qR(e){return e==="left"||e==="right"?(t,n)=>`
${t}
${n}`:e==="top"?(t,n)=>`${n}
${t}`:(t,n)=>`${t}
${n}`}function YR(e){return e==="time"?yu:e==="utc"?uc:XR}function M1(e,t,n){let i=wn(by(t,(r,s)=>Math.abs(s-r)));if(i<1e3)return y1("millisecond","utc",n);for(let[r,s,o,a]of YR(e)){if(i>a||r==="hour"&&!i)break;if(t.every(c=>s.floor(c)>=c))return y1(r,o,n)}}function To(e,t,n){return(i,r,s)=>{let o=e(i,r),a=t(i,r),c=r-lr(s);return r!==c&&s[c]!==void 0&&a===t(s[c],c)?o:n(o,a)}}var ug=Object.getPrototypeOf(Uint8Array),ZR=Object.prototype.toString;function zr(e){return e instanceof Array||e instanceof ug}function T1(e){return e instanceof ug&&!JR(e)}function A1(e){return e?.prototype instanceof ug&&!KR(e)}function JR(e){return e instanceof BigInt64Array||e instanceof BigUint64Array}function KR(e){return e===BigInt64Array||e===BigUint64Array}var QR=Symbol("reindex");function En(e,t,n){let i=typeof t;return i==="string"?H1(e)?fg(e.getChild(t),n):S1(e,tI(t),n):i==="function"?S1(e,t,n):i==="number"||t instanceof Date||i==="boolean"?Me(e,Cn(t),n):typeof t?.transform=="function"?lg(t.transform(e),n):jR(lg(t,n),e?.[QR])}function jR(e,t){return e!=null&&t?Mu(e,t):e}function S1(e,t,n){return Me(e,A1(n)?(i,r)=>dg(t(i,r)):t,n)}function lg(e,t){return t===void 0?Ui(e):W1(e)?fg(e,t):e instanceof t?e:t.from(e,A1(t)&&!T1(e)?dg:void 0)}function fg(e,t){return e==null?e:(t===void 0||t===Array)&&sI(e.type)?pg(w1(e)):lg(w1(e),t)}function w1(e){return e.nullCount?e.toJSON():e.toArray()}var Co=[null],tI=e=>t=>{let n=t[e];return n===void 0&&t.type==="Feature"?t.properties?.[e]:n},vu={transform:Oi},We={transform:e=>e};var E1=()=>!0,Ce=e=>e==null?e:`${e}`,Re=e=>e==null?e:+e;var hg=e=>e?e[0]:void 0,C1=e=>e?e[1]:void 0;var Cn=e=>()=>e;function R1(e){let t=+`${e}`.slice(1)/100;return(n,i)=>fs(n,t,i)}function Ns(e){return T1(e)?e:Me(e,dg,Float64Array)}function dg(e){return e==null?NaN:Number(e)}function pg(e){return Me(e,eI)}function eI(e){return e instanceof Date&&!isNaN(e)?e:typeof e=="string"?lc(e):e==null||isNaN(e=Number(e))?void 0:new Date(e)}function Di(e,t){return e===void 0&&(e=t),e===null?[void 0,"none"]:Po(e)?[void 0,e]:[e,void 0]}function Te(e,t){return e===void 0&&(e=t),e===null||typeof e=="number"?[void 0,e]:[e,void 0]}function mg(e,t,n){if(e!=null)return un(e,t,n)}function un(e,t,n){let i=`${e}`.toLowerCase();if(!n.includes(i))throw new Error(`invalid ${t}: ${e}`);return i}function ur(e){return H1(e)?e:Ui(e)}function Ui(e){if(e==null||zr(e))return e;if(W1(e))return fg(e);if(I1(e))switch(e.type){case"FeatureCollection":return e.features;case"GeometryCollection":return e.geometries;default:return[e]}return Array.from(e)}function I1(e){switch(e?.type){case"FeatureCollection":case"GeometryCollection":case"Feature":case"LineString":case"MultiLineString":case"MultiPoint":case"MultiPolygon":case"Point":case"Polygon":case"Sphere":return!0;default:return!1}}function Me(e,t,n=Array){return e==null?e:e instanceof n?e.map(t):n.from(e,t)}function fc(e,t=Array){return e instanceof t?e.slice():t.from(e)}function Fi(e){return e?.toString===ZR}function Ro(e){return Fi(e)&&(e.type!==void 0||e.domain!==void 0)}function Io(e){return Fi(e)&&typeof e.transform!="function"}function Gr(e){return Io(e)&&e.value===void 0&&e.channel===void 0}function fr(e,t){return e===void 0&&t===void 0?[hg,C1]:[e,t]}function P1({z:e,fill:t,stroke:n}={}){return e===void 0&&([e]=Di(t)),e===void 0&&([e]=Di(n)),e}function bu(e){return zr(e)?e.length:e?.numRows}function Oi(e){let t=bu(e),n=new Uint32Array(t);for(let i=0;i<t;++i)n[i]=i;return n}function Mu(e,t){return zr(e)?Me(t,n=>e[n],e.constructor):Me(t,n=>e.at(n))}function L1(e,t,n){return e.subarray?e.subarray(t,n):e.slice(t,n)}function Kn(e){return e!==null&&typeof e=="object"?e.valueOf():e}function Ds(e,t){return typeof e=="string"?e:e&&e.label!==void 0?e.label:t}function N1(e,t){let n=Su(e,t);return n&&(i=>Jn(i)?n.floor(i):i)}function Su(e,t){if(e!=null){if(typeof e=="number")return nI(e);if(typeof e=="string")return(t==="time"?og:ag)(e);if(typeof e.floor!="function")throw new Error("invalid interval; missing floor method");if(typeof e.offset!="function")throw new Error("invalid interval; missing offset method");return e}}function nI(e){e=+e,0<e&&e<1&&Number.isInteger(1/e)&&(e=-1/e);let t=Math.abs(e);return e<0?{floor:n=>Math.floor(n*t)/t,offset:(n,i=1)=>(n*t+Math.floor(i))/t,range:(n,i)=>no(Math.ceil(n*t),i*t).map(r=>r/t)}:{floor:n=>Math.floor(n/t)*t,offset:(n,i=1)=>n+t*Math.floor(i),range:(n,i)=>no(Math.ceil(n/t),i/t).map(r=>r*t)}}function Vr(e,t){if(e=Su(e,t),e&&typeof e.range!="function")throw new Error("invalid interval: missing range method");return e}function D1(e,t){if(e=Vr(e,t),e&&typeof e.ceil!="function")throw new Error("invalid interval: missing ceil method");return e}function U1(e){return typeof e?.range=="function"}function Hr(e){return e===void 0||Io(e)?e:{value:e}}function F1(e){return e==null?null:{transform:t=>En(t,e,Float64Array),label:Ds(e)}}function Qn(e){return e&&typeof e[Symbol.iterator]=="function"}function wu(e){for(let t of e)if(t!=null)return typeof t!="object"||t instanceof Date}function gg(e){for(let t of e){if(t==null)continue;let n=typeof t;return n==="string"||n==="boolean"}}function en(e){for(let t of e)if(t!=null)return t instanceof Date}function O1(e){for(let t of e)if(t!=null)return typeof t=="string"&&isNaN(t)&&lc(t)}function B1(e){for(let t of e)if(t!=null){if(typeof t!="string")return!1;if(t.trim())return!isNaN(t)}}function k1(e){for(let t of e)if(t!=null)return typeof t=="number"}function Tu(e,t){let n;for(let i of e)if(i!=null){if(!t(i))return!1;n=!0}return n}var iI=new Set("none,currentcolor,transparent,aliceblue,antiquewhite,aqua,aquamarine,azure,beige,bisque,black,blanchedalmond,blue,blueviolet,brown,burlywood,cadetblue,chartreuse,chocolate,coral,cornflowerblue,cornsilk,crimson,cyan,darkblue,darkcyan,darkgoldenrod,darkgray,darkgreen,darkgrey,darkkhaki,darkmagenta,darkolivegreen,darkorange,darkorchid,darkred,darksalmon,darkseagreen,darkslateblue,darkslategray,darkslategrey,darkturquoise,darkviolet,deeppink,deepskyblue,dimgray,dimgrey,dodgerblue,firebrick,floralwhite,forestgreen,fuchsia,gainsboro,ghostwhite,gold,goldenrod,gray,green,greenyellow,grey,honeydew,hotpink,indianred,indigo,ivory,khaki,lavender,lavenderblush,lawngreen,lemonchiffon,lightblue,lightcoral,lightcyan,lightgoldenrodyellow,lightgray,lightgreen,lightgrey,lightpink,lightsalmon,lightseagreen,lightskyblue,lightslategray,lightslategrey,lightsteelblue,lightyellow,lime,limegreen,linen,magenta,maroon,mediumaquamarine,mediumblue,mediumorchid,mediumpurple,mediumseagreen,mediumslateblue,mediumspringgreen,mediumturquoise,mediumvioletred,midnightblue,mintcream,mistyrose,moccasin,navajowhite,navy,oldlace,olive,olivedrab,orange,orangered,orchid,palegoldenrod,palegreen,paleturquoise,palevioletred,papayawhip,peachpuff,peru,pink,plum,powderblue,purple,rebeccapurple,red,rosybrown,royalblue,saddlebrown,salmon,sandybrown,seagreen,seashell,sienna,silver,skyblue,slateblue,slategray,slategrey,snow,springgreen,steelblue,tan,teal,thistle,tomato,turquoise,violet,wheat,white,whitesmoke,yellow".split(","));function Po(e){return typeof e!="string"?!1:(e=e.toLowerCase().trim(),/^#[0-9a-f]{3,8}$/.test(e)||/^(?:url|var|rgb|rgba|hsl|hsla|hwb|lab|lch|oklab|oklch|color|color-mix)\(.*\)$/.test(e)||iI.has(e))}function z1(e){return typeof e=="number"&&(0<=e&&e<=1||isNaN(e))}function $e(e){return e==null||Us(e)}function Us(e){return/^\s*none\s*$/i.test(e)}function G1(e){return/^\s*round\s*$/i.test(e)}function Au(e,t){return mg(e,t,["middle","top-left","top","top-right","right","bottom-right","bottom","bottom-left","left"])}function Wr(e="middle"){return Au(e,"frameAnchor")}function V1(e={},...t){let n=e;for(let i of t)for(let r in i)if(n[r]===void 0){let s=i[r];n===e?n={...n,[r]:s}:n[r]=s}return n}function rI(e){console.warn("named iterables are deprecated; please use an object instead");let t=new Set;return Object.fromEntries(Array.from(e,n=>{let{name:i}=n;if(i==null)throw new Error("missing name");let r=`${i}`;if(r==="__proto__")throw new Error(`illegal name: ${r}`);if(t.has(r))throw new Error(`duplicate name: ${r}`);return t.add(r),[i,n]}))}function _g(e){return Qn(e)?rI(e):e}function Eu(e){return e===!0?e="frame":e===!1?e=null:!I1(e)&&e!=null&&(e=un(e,"clip",["frame","sphere"]),e==="sphere"&&(e={type:"Sphere"})),e}function H1(e){return e&&typeof e.getChild=="function"&&typeof e.toArray=="function"&&e.schema&&Array.isArray(e.schema.fields)}function W1(e){return e&&typeof e.toArray=="function"&&e.type}function sI(e){return e&&(e.typeId===8||e.typeId===10)&&e.unit===1}var jn=Symbol("position"),Rn=Symbol("color"),Fs=Symbol("radius"),Os=Symbol("length"),Bs=Symbol("opacity"),Lo=Symbol("symbol"),$1=Symbol("projection"),fe=new Map([["x",jn],["y",jn],["fx",jn],["fy",jn],["r",Fs],["color",Rn],["opacity",Bs],["symbol",Lo],["length",Os],["projection",$1]]);function X1(e){return e===jn||e===$1}function q1(e){return e===jn||e===Fs||e===Os||e===Bs}var oI=Math.sqrt(3),aI=2/oI,cI={draw(e,t){let n=Math.sqrt(t/Math.PI),i=n*aI,r=i/2;e.moveTo(0,i),e.lineTo(n,r),e.lineTo(n,-r),e.lineTo(0,-i),e.lineTo(-n,-r),e.lineTo(-n,r),e.closePath()}},yg=new Map([["asterisk",zm],["circle",Is],["cross",Gm],["diamond",Vm],["diamond2",Hm],["hexagon",cI],["plus",Wm],["square",$m],["square2",Xm],["star",qm],["times",Km],["triangle",Ym],["triangle2",Zm],["wye",Jm]]);function xg(e){return e&&typeof e.draw=="function"}function Y1(e){return xg(e)?!0:typeof e!="string"?!1:yg.has(e.toLowerCase())}function No(e){if(e==null||xg(e))return e;let t=yg.get(`${e}`.toLowerCase());if(t)return t;throw new Error(`invalid symbol: ${e}`)}function Z1(e){if(e==null||xg(e))return[void 0,e];if(typeof e=="string"){let t=yg.get(`${e}`.toLowerCase());if(t)return[void 0,t]}return[e,void 0]}function Mg({filter:e,sort:t,reverse:n,transform:i,initializer:r,...s}={},o){if(i===void 0&&(e!=null&&(i=J1(e)),t!=null&&!Gr(t)&&(i=vg(i,Sg(t))),n&&(i=vg(i,K1))),o!=null&&r!=null)throw new Error("transforms cannot be applied after initializers");return{...s,...(t===null||Gr(t))&&{sort:t},transform:vg(i,o)}}function hr({filter:e,sort:t,reverse:n,initializer:i,...r}={},s){return i===void 0&&(e!=null&&(i=J1(e)),t!=null&&!Gr(t)&&(i=bg(i,Sg(t))),n&&(i=bg(i,K1))),{...r,...(t===null||Gr(t))&&{sort:t},initializer:bg(i,s)}}function vg(e,t){return e==null?t===null?void 0:t:t==null?e===null?void 0:e:function(n,i,r){return{data:n,facets:i}=e.call(this,n,i,r),t.call(this,ur(n),i,r)}}function bg(e,t){return e==null?t===null?void 0:t:t==null?e===null?void 0:e:function(n,i,r,...s){let o,a,c,l,u,h;return{data:a=n,facets:c=i,channels:o}=e.call(this,n,i,r,...s),{data:u=a,facets:h=c,channels:l}=t.call(this,a,c,{...r,...o},...s),{data:u,facets:h,channels:{...o,...l}}}}function lI(e,t){return(e.initializer!=null?hr:Mg)(e,t)}function J1(e){return(t,n)=>{let i=En(t,e);return{data:t,facets:n.map(r=>r.filter(s=>i[s]))}}}function K1(e,t){return{data:e,facets:t.map(n=>n.slice().reverse())}}function Q1(e,{sort:t,...n}={}){return{...(Io(e)&&e.channel!==void 0?hr:lI)(n,Sg(e)),sort:Gr(t)?t:null}}function Sg(e){return(typeof e=="function"&&e.length!==1?uI:fI)(e)}function uI(e){return(t,n)=>{let i=zr(t)?(r,s)=>e(t[r],t[s]):(r,s)=>e(t.get(r),t.get(s));return{data:t,facets:n.map(r=>r.slice().sort(i))}}}function fI(e){let t,n;({channel:t,value:e,order:n}={...Hr(e)});let i=t?.startsWith("-");if(i&&(t=t.slice(1)),n===void 0&&(n=i?ac:ar),typeof n!="function")switch(`${n}`.toLowerCase()){case"ascending":n=ar;break;case"descending":n=ac;break;default:throw new Error(`invalid order: ${n}`)}return(r,s,o)=>{let a;if(t===void 0)a=En(r,e);else{if(o===void 0)throw new Error("channel sort requires an initializer");if(a=o[t],!a)return{};a=a.value}let c=(l,u)=>n(a[l],a[u]);return{data:r,facets:s.map(l=>l.slice().sort(c))}}}function nM(e,t,n=hI){if(e==null)return n(e);if(typeof e.reduceIndex=="function")return e;if(typeof e.reduce=="function"&&Fi(e))return dI(e);if(typeof e=="function")return pI(e);if(/^p\d{2}$/i.test(e))return dr(R1(e));switch(`${e}`.toLowerCase()){case"first":return gI;case"last":return _I;case"identity":return mI;case"count":return tM;case"distinct":return yI;case"sum":return t==null?tM:xI;case"proportion":return eM(t,"data");case"proportion-facet":return eM(t,"facet");case"deviation":return dr(ly);case"min":return dr(us);case"min-index":return dr(gy);case"max":return dr(wn);case"max-index":return dr(my);case"mean":return j1(xy);case"median":return j1(Ca);case"variance":return dr(sd);case"mode":return dr(vy)}return n(e)}function hI(e){throw new Error(`invalid reduce: ${e}`)}function dI(e){return console.warn("deprecated reduce interface; implement reduceIndex instead."),{...e,reduceIndex:e.reduce.bind(e)}}function pI(e){return{reduceIndex(t,n,i){return e(Mu(n,t),i)}}}function dr(e){return{reduceIndex(t,n){return e(t,i=>n[i])}}}function j1(e){return{reduceIndex(t,n){let i=e(t,r=>n[r]);return en(n)?new Date(i):i}}}var mI={reduceIndex(e,t){return Mu(t,e)}},gI={reduceIndex(e,t){return t[e[0]]}};var _I={reduceIndex(e,t){return t[e[e.length-1]]}},tM={label:"Frequency",reduceIndex(e){return e.length}},yI={label:"Distinct",reduceIndex(e,t){let n=new vi;for(let i of e)n.add(t[i]);return n.size}},xI=dr(Ra);function eM(e,t){return e==null?{scope:t,label:"Frequency",reduceIndex:(n,i,r=1)=>n.length/r}:{scope:t,reduceIndex:(n,i,r=1)=>Ra(n,s=>i[s])/r}}function Do(e,{scale:t,type:n,value:i,filter:r,hint:s,label:o=Ds(i)},a){return s===void 0&&typeof i?.transform=="function"&&(s=i.hint),Tg(a,{scale:t,type:n,value:En(e,i),label:o,filter:r,hint:s})}function rM(e,t){return Object.fromEntries(Object.entries(e).map(([n,i])=>[n,Do(t,i,n)]))}function sM(e,t){let n=Object.fromEntries(Object.entries(e).map(([i,{scale:r,value:s}])=>{let o=r==null?null:t[r];return[i,o==null?s:Me(s,o)]}));return n.channels=e,n}function Tg(e,t){let{scale:n,value:i}=t;if(n===!0||n==="auto")switch(e){case"fill":case"stroke":case"color":t.scale=n!==!0&&Tu(i,Po)?null:"color",t.defaultScale="color";break;case"fillOpacity":case"strokeOpacity":case"opacity":t.scale=n!==!0&&Tu(i,z1)?null:"opacity",t.defaultScale="opacity";break;case"symbol":n!==!0&&Tu(i,Y1)?(t.scale=null,t.value=Me(i,No)):t.scale="symbol",t.defaultScale="symbol";break;default:t.scale=fe.has(e)?e:null;break}else if(n===!1)t.scale=null;else if(n!=null&&!fe.has(n))throw new Error(`unknown scale: ${n}`);return t}function oM(e,t,n,i,r){let{order:s,reverse:o,reduce:a=!0,limit:c}=r;for(let l in r){if(!fe.has(l))continue;let{value:u,order:h=s,reverse:f=o,reduce:d=a,limit:p=c}=Hr(r[l]),y=u?.startsWith("-");if(y&&(u=u.slice(1)),h=h===void 0?y!==(u==="width"||u==="height")?cM:aM:MI(h),d==null||d===!1)continue;let m=l==="fx"||l==="fy"?bI(t,i[l]):vI(n,l);if(!m)throw new Error(`missing channel for scale: ${l}`);let g=m.value,[x=0,S=1/0]=Qn(p)?p:p<0?[p]:[0,p];if(u==null)m.domain=()=>{let v=Array.from(new vi(g));return f&&(v=v.reverse()),(x!==0||S!==1/0)&&(v=v.slice(x,S)),v};else{let v=u==="data"?e:u==="height"?iM(n,"y1","y2"):u==="width"?iM(n,"x1","x2"):wg(n,u,u==="y"?"y2":u==="x"?"x2":void 0),T=nM(d===!0?"max":d,v);m.domain=()=>{let b=dy(Oi(g),_=>T.reduceIndex(_,v),_=>g[_]);return h&&b.sort(h),f&&b.reverse(),(x!==0||S!==1/0)&&(b=b.slice(x,S)),b.map(hg)}}}}function vI(e,t){for(let n in e){let i=e[n];if(i.scale===t)return i}}function bI(e,t){let n=e.original;if(n===e)return t;let i=t.value,r=t.value=[];for(let s=0;s<n.length;++s){let o=i[n[s][0]];for(let a of e[s])r[a]=o}return t}function iM(e,t,n){let i=wg(e,t),r=wg(e,n);return Me(r,(s,o)=>Math.abs(s-i[o]),Float64Array)}function wg(e,t,n){let i=e[t];if(!i&&n!==void 0&&(i=e[n]),i)return i.value;throw new Error(`missing channel: ${t}`)}function MI(e){if(e==null||typeof e=="function")return e;switch(`${e}`.toLowerCase()){case"ascending":return aM;case"descending":return cM}throw new Error(`invalid order: ${e}`)}function aM([e,t],[n,i]){return ar(t,i)||ar(e,n)}function cM([e,t],[n,i]){return ac(t,i)||ar(e,n)}function Ag(e,t){let n=e[t];if(n){for(;n.source;)n=n.source;return n.source===null?null:n}}var dM=new Map([["accent",vb],["category10",xb],["dark2",bb],["observable10",Mb],["paired",Sb],["pastel1",wb],["pastel2",Tb],["set1",Ab],["set2",Eb],["set3",Cb],["tableau10",Rb]]);function pM(e){return e!=null&&dM.has(`${e}`.toLowerCase())}var lM=new Map([...dM,["brbg",pr(Ip,Pp)],["prgn",pr(Lp,Np)],["piyg",pr(Dp,Up)],["puor",pr(Fp,Op)],["rdbu",pr(ou,rc)],["rdgy",pr(Bp,kp)],["rdylbu",pr(au,sc)],["rdylgn",pr(zp,Gp)],["spectral",pr(Vp,Hp)],["burd",uM(ou,rc)],["buylrd",uM(au,sc)],["blues",Xe(pm,mm)],["greens",Xe(gm,_m)],["greys",Xe(ym,xm)],["oranges",Xe(wm,Tm)],["purples",Xe(vm,bm)],["reds",Xe(Mm,Sm)],["turbo",mr(Lm)],["viridis",mr(bo)],["magma",mr(Nm)],["inferno",mr(Dm)],["plasma",mr(Um)],["cividis",mr(Am)],["cubehelix",mr(Em)],["warm",mr(Cm)],["cool",mr(Rm)],["bugn",Xe(Wp,$p)],["bupu",Xe(Xp,qp)],["gnbu",Xe(Yp,Zp)],["orrd",Xe(Jp,Kp)],["pubu",Xe(tm,em)],["pubugn",Xe(Qp,jp)],["purd",Xe(nm,im)],["rdpu",Xe(rm,sm)],["ylgn",Xe(cm,lm)],["ylgnbu",Xe(om,am)],["ylorbr",Xe(um,fm)],["ylorrd",Xe(hm,dm)],["rainbow",fM(Im)],["sinebow",fM(Pm)]]);function Xe(e,t){return({length:n})=>n===1?[e[3][1]]:n===2?[e[3][1],e[3][2]]:(n=Math.max(3,Math.floor(n)),n>9?an(t,n):e[n])}function pr(e,t){return({length:n})=>n===2?[e[3][0],e[3][2]]:(n=Math.max(3,Math.floor(n)),n>11?an(t,n):e[n])}function uM(e,t){return({length:n})=>n===2?[e[3][2],e[3][0]]:(n=Math.max(3,Math.floor(n)),n>11?an(i=>t(1-i),n):e[n].slice().reverse())}function mr(e){return({length:t})=>an(e,Math.max(2,Math.floor(t)))}function fM(e){return({length:t})=>an(e,Math.floor(t)+1).slice(0,-1)}function Eg(e){let t=`${e}`.toLowerCase();if(!lM.has(t))throw new Error(`unknown ordinal scheme: ${t}`);return lM.get(t)}function hc(e,t){let n=Eg(e),i=typeof n=="function"?n({length:t}):n;return i.length!==t?i.slice(0,t):i}function mM(e,t="greys"){let n=new Set,[i,r]=hc(t,2);for(let s of e)if(s!=null)if(s===!0)n.add(r);else if(s===!1)n.add(i);else return;return[...n]}var hM=new Map([["brbg",Pp],["prgn",Np],["piyg",Up],["puor",Op],["rdbu",rc],["rdgy",kp],["rdylbu",sc],["rdylgn",Gp],["spectral",Hp],["burd",e=>rc(1-e)],["buylrd",e=>sc(1-e)],["blues",mm],["greens",_m],["greys",xm],["purples",bm],["reds",Sm],["oranges",Tm],["turbo",Lm],["viridis",bo],["magma",Nm],["inferno",Dm],["plasma",Um],["cividis",Am],["cubehelix",Em],["warm",Cm],["cool",Rm],["bugn",$p],["bupu",qp],["gnbu",Zp],["orrd",Kp],["pubugn",jp],["pubu",em],["purd",im],["rdpu",sm],["ylgnbu",am],["ylgn",lm],["ylorbr",fm],["ylorrd",dm],["rainbow",Im],["sinebow",Pm]]);function Uo(e){let t=`${e}`.toLowerCase();if(!hM.has(t))throw new Error(`unknown quantitative scheme: ${t}`);return hM.get(t)}var SI=new Set(["brbg","prgn","piyg","puor","rdbu","rdgy","rdylbu","rdylgn","spectral","burd","buylrd"]);function gM(e){return e!=null&&SI.has(`${e}`.toLowerCase())}var Rg=e=>t=>e(1-t),Cg=[0,1],_M=new Map([["number",Ne],["rgb",gs],["hsl",dx],["hcl",gx],["lab",px]]);function Ig(e){let t=`${e}`.toLowerCase();if(!_M.has(t))throw new Error(`unknown interpolator: ${t}`);return _M.get(t)}function Oo(e,t,n,{type:i,nice:r,clamp:s,zero:o,domain:a=AM(e,n),unknown:c,round:l,scheme:u,interval:h,range:f=fe.get(e)===Fs?EI(n,a):fe.get(e)===Os?CI(n,a):fe.get(e)===Bs?Cg:void 0,interpolate:d=fe.get(e)===Rn?u==null&&f!==void 0?gs:Uo(u!==void 0?u:i==="cyclical"?"rainbow":"turbo"):l?Na:Ne,reverse:p}){if(a=yM(a),h=Vr(h,i),(i==="cyclical"||i==="sequential")&&(i="linear"),typeof d!="function"&&(d=Ig(d)),p=!!p,f!==void 0){let y=a.length,m=(f=yM(f)).length;if(y!==m){if(d.length===1)throw new Error("invalid piecewise interpolator");d=Nr(d,f),f=void 0}}if(d.length===1?(p&&(d=Rg(d),p=!1),f===void 0&&(f=Float64Array.from(a,(y,m)=>m/(a.length-1)),f.length===2&&(f=Cg)),t.interpolate((f===Cg?Cn:dc)(d))):t.interpolate(d),o){let[y,m]=zn(a);(y>0||m<0)&&(a=fc(a),(lr(a)||1)===Math.sign(y)?a[0]=0:a[a.length-1]=0)}return p&&(a=io(a)),t.domain(a).unknown(c),r&&(t.nice(wI(r,i)),a=t.domain()),f!==void 0&&t.range(f),s&&t.clamp(s),{type:i,domain:a,range:f,scale:t,interpolate:d,interval:h}}function yM(e){return e=Ui(e),e.length>=2?e:[e[0],e[0]]}function wI(e,t){return e===!0?void 0:typeof e=="number"?e:D1(e,t)}function xM(e,t,n){return Oo(e,ic(),t,n)}function vM(e,t,n){return Pg(e,t,{...n,exponent:.5})}function Pg(e,t,{exponent:n=1,...i}){return Oo(e,Mp().exponent(n),t,{...i,type:"pow"})}function bM(e,t,{base:n=10,domain:i=RI(t),...r}){return Oo(e,vp().base(n),t,{...r,domain:i})}function MM(e,t,{constant:n=1,...i}){return Oo(e,bp().constant(n),t,i)}function SM(e,t,{range:n,quantiles:i=n===void 0?5:(n=[...n]).length,n:r=i,scheme:s="rdylbu",domain:o=II(t),unknown:a,interpolate:c,reverse:l}){return n===void 0&&(n=c!==void 0?an(c,r):fe.get(e)===Rn?hc(s,r):void 0),o.length>0&&(o=Sp(o,n===void 0?{length:r}:n).quantiles()),Cu(e,t,{domain:o,range:n,reverse:l,unknown:a})}function wM(e,t,{range:n,n:i=n===void 0?5:(n=[...n]).length,scheme:r="rdylbu",domain:s=AM(e,t),unknown:o,interpolate:a,reverse:c}){let[l,u]=zn(s),h;return n===void 0?(h=eo(l,u,i),h[0]<=l&&h.splice(0,1),h[h.length-1]>=u&&h.pop(),i=h.length+1,n=a!==void 0?an(a,i):fe.get(e)===Rn?hc(r,i):void 0):(h=an(Ne(l,u),i+1).slice(1,-1),l instanceof Date&&(h=h.map(f=>new Date(f)))),lr(Ui(s))<0&&h.reverse(),Cu(e,t,{domain:h,range:n,reverse:c,unknown:o})}function Cu(e,t,{domain:n=[0],unknown:i,scheme:r="rdylbu",interpolate:s,range:o=s!==void 0?an(s,n.length+1):fe.get(e)===Rn?hc(r,n.length+1):void 0,reverse:a}){n=Ui(n);let c=lr(n);if(!isNaN(c)&&!TI(n,c))throw new Error(`the ${e} scale has a non-monotonic domain`);return a&&(o=io(o)),{type:"threshold",scale:wp(c<0?io(n):n,o===void 0?[]:o).unknown(i),domain:n,range:o}}function TI(e,t){for(let n=1,i=e.length,r=e[0];n<i;++n){let s=Qi(r,r=e[n]);if(s!==0&&s!==t)return!1}return!0}function TM(e){return{type:"identity",scale:q1(fe.get(e))?xp():t=>t}}function Fo(e,t=ng){return e.length?[us(e,({value:n})=>n===void 0?n:us(n,t)),wn(e,({value:n})=>n===void 0?n:wn(n,t))]:[0,1]}function AM(e,t){let n=fe.get(e);return(n===Fs||n===Bs||n===Os?AI:Fo)(t)}function AI(e){return[0,e.length?wn(e,({value:t})=>t===void 0?t:wn(t,ng)):1]}function EI(e,t){let n=e.find(({radius:o})=>o!==void 0);if(n!==void 0)return[0,n.radius];let i=fs(e,.5,({value:o})=>o===void 0?NaN:fs(o,.25,Ps)),r=t.map(o=>3*Math.sqrt(o/i)),s=30/wn(r);return s<1?r.map(o=>o*s):r}function CI(e,t){let n=Ca(e,({value:s})=>s===void 0?NaN:Ca(s,Math.abs)),i=t.map(s=>12*s/n),r=60/wn(i);return r<1?i.map(s=>s*r):i}function RI(e){for(let{value:t}of e)if(t!==void 0)for(let n of t){if(n>0)return Fo(e,Ps);if(n<0)return Fo(e,wo)}return[1,10]}function II(e){let t=[];for(let{value:n}of e)if(n!==void 0)for(let i of n)t.push(i);return t}function dc(e){return(t,n)=>i=>e(t+i*(n-t))}var Lg=0,Ng;function EM(){let e=Lg;return Lg=0,Ng=void 0,e}function vn(e){e!==Ng&&(Ng=e,console.warn(e),++Lg)}function Ru(e,t,n,i,{type:r,nice:s,clamp:o,domain:a=Fo(i),unknown:c,pivot:l=0,scheme:u,range:h,symmetric:f=!0,interpolate:d=fe.get(e)===Rn?u==null&&h!==void 0?gs:Uo(u!==void 0?u:"rdbu"):Ne,reverse:p}){l=+l,a=Ui(a);let[y,m]=a;if(a.length>2&&vn(`Warning: the diverging ${e} scale domain contains extra elements.`),Qi(y,m)<0&&([y,m]=[m,y],p=!p),y=Math.min(y,l),m=Math.max(m,l),typeof d!="function"&&(d=Ig(d)),h!==void 0&&(d=d.length===1?dc(d)(...h):Nr(d,h)),p&&(d=Rg(d)),f){let g=n.apply(l),x=g-n.apply(y),S=n.apply(m)-g;x<S?y=n.invert(g-S):x>S&&(m=n.invert(g+x))}return t.domain([y,l,m]).unknown(c).interpolator(d),o&&t.clamp(o),s&&t.nice(s),{type:r,domain:[y,m],pivot:l,interpolate:d,scale:t}}function CM(e,t,n){return Ru(e,Ap(),PI,t,n)}function RM(e,t,n){return Dg(e,t,{...n,exponent:.5})}function Dg(e,t,{exponent:n=1,...i}){return Ru(e,Rp().exponent(n=+n),DI(n),t,{...i,type:"diverging-pow"})}function IM(e,t,{base:n=10,pivot:i=1,domain:r=Fo(t,i<0?wo:Ps),...s}){return Ru(e,Ep().base(n=+n),LI,t,{domain:r,pivot:i,...s})}function PM(e,t,{constant:n=1,...i}){return Ru(e,Cp().constant(n=+n),UI(n),t,i)}var PI={apply(e){return e},invert(e){return e}},LI={apply:Math.log,invert:Math.exp},NI={apply(e){return Math.sign(e)*Math.sqrt(Math.abs(e))},invert(e){return Math.sign(e)*(e*e)}};function DI(e){return e===.5?NI:{apply(t){return Math.sign(t)*Math.pow(Math.abs(t),e)},invert(t){return Math.sign(t)*Math.pow(Math.abs(t),1/e)}}}function UI(e){return{apply(t){return Math.sign(t)*Math.log1p(Math.abs(t/e))},invert(t){return Math.sign(t)*Math.expm1(Math.abs(t))*e}}}function LM(e,t,n,i){return Oo(e,t,n,i)}function NM(e,t,n){return LM(e,_b(),t,n)}function DM(e,t,n){return LM(e,yb(),t,n)}var Bo=Symbol("ordinal");function FM(e,t,n,{type:i,interval:r,domain:s,range:o,reverse:a,hint:c}){return r=Vr(r,i),s===void 0&&(s=GM(n,r,e)),(i==="categorical"||i===Bo)&&(i="ordinal"),a&&(s=io(s)),s=t.domain(s).domain(),o!==void 0&&(typeof o=="function"&&(o=o(s)),t.range(o)),{type:i,domain:s,range:o,scale:t,hint:c,interval:r}}function OM(e,t,{type:n,interval:i,domain:r,range:s,scheme:o,unknown:a,...c}){i=Vr(i,n),r===void 0&&(r=GM(t,i,e));let l;if(fe.get(e)===Lo)l=FI(t),s=s===void 0?OI(l):Me(s,No);else if(fe.get(e)===Rn&&(s===void 0&&(n==="ordinal"||n===Bo)&&(s=mM(r,o),s!==void 0&&(o=void 0)),o===void 0&&s===void 0&&(o=n==="ordinal"?"turbo":"observable10"),o!==void 0))if(s!==void 0){let u=Uo(o),h=s[0],f=s[1]-s[0];s=({length:d})=>an(p=>u(h+f*p),d)}else s=Eg(o);if(a===Ql)throw new Error(`implicit unknown on ${e} scale is not supported`);return FM(e,tu().unknown(a),t,{...c,type:n,domain:r,range:s,hint:l})}function BM(e,t,{align:n=.5,padding:i=.5,...r}){return zM(fb().align(n).padding(i),t,r,e)}function kM(e,t,{align:n=.5,padding:i=.1,paddingInner:r=i,paddingOuter:s=e==="fx"||e==="fy"?0:i,...o}){return zM(vo().align(n).paddingInner(r).paddingOuter(s),t,o,e)}function zM(e,t,n,i){let{round:r}=n;return r!==void 0&&e.round(r=!!r),e=FM(i,e,t,n),e.round=r,e}function GM(e,t,n){let i=new vi;for(let{value:r,domain:s}of e){if(s!==void 0)return s();if(r!==void 0)for(let o of r)i.add(o)}if(t!==void 0){let[r,s]=zn(i).map(t.floor,t);return t.range(r,t.offset(s))}if(i.size>1e4&&fe.get(n)===jn)throw new Error(`implicit ordinal domain of ${n} scale has more than 10,000 values`);return cd(i,ar)}function UM(e,t){let n;for(let{hint:i}of e){let r=i?.[t];if(r!==void 0){if(n===void 0)n=r;else if(n!==r)return}}return n}function FI(e){return{fill:UM(e,"fill"),stroke:UM(e,"stroke")}}function OI(e){return $e(e.fill)?Wb:Hb}function pc(e,{label:t,inset:n=0,insetTop:i=n,insetRight:r=n,insetBottom:s=n,insetLeft:o=n,round:a,nice:c,clamp:l,zero:u,align:h,padding:f,projection:d,facet:{label:p=t}={},...y}={}){let m={};for(let[g,x]of e){let S=y[g],v=zI(g,x,{round:fe.get(g)===jn?a:void 0,nice:c,clamp:l,zero:u,align:h,padding:f,projection:d,...S});if(v){let{label:T=g==="fx"||g==="fy"?p:t,percent:b,transform:_,inset:M,insetTop:I=M!==void 0?M:g==="y"?i:0,insetRight:C=M!==void 0?M:g==="x"?r:0,insetBottom:E=M!==void 0?M:g==="y"?s:0,insetLeft:N=M!==void 0?M:g==="x"?o:0}=S||{};if(_==null)_=void 0;else if(typeof _!="function")throw new Error("invalid scale transform; not a function");v.percent=!!b,v.label=T===void 0?BI(x,v):T,v.transform=_,g==="x"||g==="fx"?(v.insetLeft=+N,v.insetRight=+C):(g==="y"||g==="fy")&&(v.insetTop=+I,v.insetBottom=+E),m[g]=v}}return m}function Fg(e){let t={},n={scales:t};for(let[i,r]of Object.entries(e)){let{scale:s,type:o,interval:a,label:c}=r;t[i]=WI(r),n[i]=s,s.type=o,a!=null&&(s.interval=a),c!=null&&(s.label=c)}return n}function XM(e,t){let{x:n,y:i,fx:r,fy:s}=e,o=r||s?Pu(t):t;r&&VM(r,o),s&&HM(s,o);let a=r||s?Og(e,t):t;n&&VM(n,a),i&&HM(i,a)}function BI(e=[],t){let n;for(let{label:i}of e)if(i!==void 0){if(n===void 0)n=i;else if(n!==i)return}if(n!==void 0)return!Bi(t)&&t.percent&&(n=`${n} (%)`),{inferred:!0,toString:()=>n}}function qM(e){return Math.sign(lr(e.domain()))*Math.sign(lr(e.range()))}function Pu(e){let{marginTop:t,marginRight:n,marginBottom:i,marginLeft:r,width:s,height:o,facet:{marginTop:a,marginRight:c,marginBottom:l,marginLeft:u}}=e;return{marginTop:Math.max(t,a),marginRight:Math.max(n,c),marginBottom:Math.max(i,l),marginLeft:Math.max(r,u),width:s,height:o}}function Og({fx:e,fy:t},n){let{marginTop:i,marginRight:r,marginBottom:s,marginLeft:o,width:a,height:c}=Pu(n);return{marginTop:i,marginRight:r,marginBottom:s,marginLeft:o,width:e?e.scale.bandwidth()+o+r:a,height:t?t.scale.bandwidth()+i+s:c,facet:{width:a,height:c}}}function VM(e,t){if(e.range===void 0){let{insetLeft:n,insetRight:i}=e,{width:r,marginLeft:s=0,marginRight:o=0}=t,a=s+n,c=r-o-i;e.range=[a,Math.max(a,c)],Bi(e)||(e.range=ZM(e)),e.scale.range(e.range)}YM(e)}function HM(e,t){if(e.range===void 0){let{insetTop:n,insetBottom:i}=e,{height:r,marginTop:s=0,marginBottom:o=0}=t,a=s+n,c=r-o-i;e.range=[Math.max(a,c),a],Bi(e)?e.range.reverse():e.range=ZM(e),e.scale.range(e.range)}YM(e)}function YM(e){e.round===void 0&&VI(e)&&kI(e)<=30&&e.scale.round(!0)}function kI({scale:e}){let t=e.domain().length,[n,i]=e.range(),r=e.paddingInner?e.paddingInner():1,s=e.paddingOuter?e.paddingOuter():e.padding(),o=t-r,a=Math.abs(i-n)/Math.max(1,o+s*2);return(a-Math.floor(a))*o}function ZM(e){let t=e.scale.domain().length+Bg(e);if(!(t>2))return e.range;let[n,i]=e.range;return Array.from({length:t},(r,s)=>n+s/(t-1)*(i-n))}function zI(e,t=[],n={}){let i=GI(e,t,n);if(n.type===void 0&&n.domain===void 0&&n.range===void 0&&n.interval==null&&e!=="fx"&&e!=="fy"&&Bi({type:i})){let r=t.map(({value:s})=>s).filter(s=>s!==void 0);r.some(en)?vn(`Warning: some data associated with the ${e} scale are dates. Dates are typically associated with a "utc" or "time" scale rather than a "${ko(i)}" scale. If you are using a bar mark, you probably want a rect mark with the interval option instead; if you are using a group transform, you probably want a bin transform instead. If you want to treat this data as ordinal, you can specify the interval of the ${e} scale (e.g., d3.utcDay), or you can suppress this warning by setting the type of the ${e} scale to "${ko(i)}".`):r.some(O1)?vn(`Warning: some data associated with the ${e} scale are strings that appear to be dates (e.g., YYYY-MM-DD). If these strings represent dates, you should parse them to Date objects. Dates are typically associated with a "utc" or "time" scale rather than a "${ko(i)}" scale. If you are using a bar mark, you probably want a rect mark with the interval option instead; if you are using a group transform, you probably want a bin transform instead. If you want to treat this data as ordinal, you can suppress this warning by setting the type of the ${e} scale to "${ko(i)}".`):r.some(B1)&&vn(`Warning: some data associated with the ${e} scale are strings that appear to be numbers. If these strings represent numbers, you should parse or coerce them to numbers. Numbers are typically associated with a "linear" scale rather than a "${ko(i)}" scale. If you want to treat this data as ordinal, you can specify the interval of the ${e} scale (e.g., 1 for integers), or you can suppress this warning by setting the type of the ${e} scale to "${ko(i)}".`)}switch(n.type=i,i){case"diverging":case"diverging-sqrt":case"diverging-pow":case"diverging-log":case"diverging-symlog":case"cyclical":case"sequential":case"linear":case"sqrt":case"threshold":case"quantile":case"pow":case"log":case"symlog":n=Iu(t,n,Ns);break;case"identity":switch(fe.get(e)){case jn:n=Iu(t,n,Ns);break;case Lo:n=Iu(t,n,HI);break}break;case"utc":case"time":n=Iu(t,n,pg);break}switch(i){case"diverging":return CM(e,t,n);case"diverging-sqrt":return RM(e,t,n);case"diverging-pow":return Dg(e,t,n);case"diverging-log":return IM(e,t,n);case"diverging-symlog":return PM(e,t,n);case"categorical":case"ordinal":case Bo:return OM(e,t,n);case"cyclical":case"sequential":case"linear":return xM(e,t,n);case"sqrt":return vM(e,t,n);case"threshold":return Cu(e,t,n);case"quantile":return SM(e,t,n);case"quantize":return wM(e,t,n);case"pow":return Pg(e,t,n);case"log":return bM(e,t,n);case"symlog":return MM(e,t,n);case"utc":return DM(e,t,n);case"time":return NM(e,t,n);case"point":return BM(e,t,n);case"band":return kM(e,t,n);case"identity":return TM(e);case void 0:return;default:throw new Error(`unknown scale type: ${i}`)}}function ko(e){return typeof e=="symbol"?e.description:e}function WM(e){return typeof e=="string"?`${e}`.toLowerCase():e}var $M={toString:()=>"projection"};function GI(e,t,{type:n,domain:i,range:r,scheme:s,pivot:o,projection:a}){if(n=WM(n),e==="fx"||e==="fy")return"band";(e==="x"||e==="y")&&a!=null&&(n=$M);for(let u of t){let h=WM(u.type);if(h!==void 0){if(n===void 0)n=h;else if(n!==h)throw new Error(`scale incompatible with channel: ${n} !== ${h}`)}}if(n===$M)return;if(n!==void 0)return n;if(i===void 0&&!t.some(({value:u})=>u!==void 0))return;let c=fe.get(e);if(c===Fs)return"sqrt";if(c===Bs||c===Os)return"linear";if(c===Lo)return"ordinal";let l=(i??r)?.length;if(l<2||l>2)return Ug(c);if(i!==void 0){if(gg(i))return Ug(c);if(en(i))return"utc"}else{let u=t.map(({value:h})=>h).filter(h=>h!==void 0);if(u.some(gg))return Ug(c);if(u.some(en))return"utc"}if(c===Rn){if(o!=null||gM(s))return"diverging";if(pM(s))return"categorical"}return"linear"}function Ug(e){switch(e){case jn:return"point";case Rn:return Bo;default:return"ordinal"}}function Bi({type:e}){return e==="ordinal"||e==="point"||e==="band"||e===Bo}function Bg({type:e}){return e==="threshold"}function VI({type:e}){return e==="point"||e==="band"}function mc(e){if(e===void 0)return!0;let t=e.domain(),n=e(t[0]);for(let i=1,r=t.length;i<r;++i)if(e(t[i])-n)return!1;return!0}function Iu(e,{domain:t,...n},i){for(let r of e)r.value!==void 0&&(t===void 0&&(t=r.value?.domain),r.value=i(r.value));return{domain:t===void 0?t:i(t),...n}}function HI(e){return Me(e,No)}function JM(e){return t=>{if(!fe.has(t=`${t}`))throw new Error(`unknown scale: ${t}`);return e[t]}}function WI({scale:e,type:t,domain:n,range:i,interpolate:r,interval:s,transform:o,percent:a,pivot:c}){if(t==="identity")return{type:"identity",apply:u=>u,invert:u=>u};let l=e.unknown?e.unknown():void 0;return{type:t,domain:fc(n),...i!==void 0&&{range:fc(i)},...o!==void 0&&{transform:o},...a&&{percent:a},...l!==void 0&&{unknown:l},...s!==void 0&&{interval:s},...r!==void 0&&{interpolate:r},...e.clamp&&{clamp:e.clamp()},...c!==void 0&&{pivot:c,symmetric:!1},...e.base&&{base:e.base()},...e.exponent&&{exponent:e.exponent()},...e.constant&&{constant:e.constant()},...e.align&&{align:e.align(),round:e.round()},...e.padding&&(e.paddingInner?{paddingInner:e.paddingInner(),paddingOuter:e.paddingOuter()}:{padding:e.padding()}),...e.bandwidth&&{bandwidth:e.bandwidth(),step:e.step()},apply:u=>e(u),...e.invert&&{invert:u=>e.invert(u)}}}function QM(e,t){let{fx:n,fy:i}=pc(e,t),r=n?.scale.domain(),s=i?.scale.domain();return r&&s?cy(r,s).map(([o,a],c)=>({x:o,y:a,i:c})):r?r.map((o,a)=>({x:o,i:a})):s?s.map((o,a)=>({y:o,i:a})):void 0}function jM(e,{x:t,y:n}){return t&&=Hg(t),n&&=Hg(n),e.filter(t&&n?i=>t.has(i.x)&&n.has(i.y):t?i=>t.has(i.x):i=>n.has(i.y)).sort(t&&n?(i,r)=>t.get(i.x)-t.get(r.x)||n.get(i.y)-n.get(r.y):t?(i,r)=>t.get(i.x)-t.get(r.x):(i,r)=>n.get(i.y)-n.get(r.y))}function Nu(e,{fx:t,fy:n}){let i=Oi(e),r=t?.value,s=n?.value;return t&&n?Aa(i,o=>(o.fx=r[o[0]],o.fy=s[o[0]],o),o=>r[o],o=>s[o]):t?Aa(i,o=>(o.fx=r[o[0]],o),o=>r[o]):Aa(i,o=>(o.fy=s[o[0]],o),o=>s[o])}function tS(e,t,{marginTop:n,marginLeft:i}){let r=e?({x:o})=>e(o)-i:()=>0,s=t?({y:o})=>t(o)-n:()=>0;return function(o){this.tagName==="svg"?(this.setAttribute("x",r(o)),this.setAttribute("y",s(o))):this.setAttribute("transform",`translate(${r(o)},${s(o)})`)}}function eS(e){let t=[],n=new Uint32Array(Ra(e,i=>i.length));for(let i of e){let r=0;for(let s of e)i!==s&&(n.set(s,r),r+=s.length);t.push(n.slice(0,r))}return t}var $I=new Map([["top",kg],["right",Vg],["bottom",zg],["left",Gg],["top-left",Lu(kg,Gg)],["top-right",Lu(kg,Vg)],["bottom-left",Lu(zg,Gg)],["bottom-right",Lu(zg,Vg)],["top-empty",qI],["right-empty",JI],["bottom-empty",YI],["left-empty",ZI],["empty",KI]]);function nS(e){if(e==null)return null;let t=$I.get(`${e}`.toLowerCase());if(t)return t;throw new Error(`invalid facet anchor: ${e}`)}var KM=new WeakMap;function Hg(e){let t=KM.get(e);return t||KM.set(e,t=new Ki(Me(e,(n,i)=>[n,i]))),t}function $r(e,t){return Hg(e).get(t)}function XI(e,t,n){return t=Kn(t),n=Kn(n),e.find(i=>Object.is(Kn(i.x),t)&&Object.is(Kn(i.y),n))}function Du(e,t,n){return XI(e,t,n)?.empty}function kg(e,{y:t},{y:n}){return t?$r(t,n)===0:!0}function zg(e,{y:t},{y:n}){return t?$r(t,n)===t.length-1:!0}function Gg(e,{x:t},{x:n}){return t?$r(t,n)===0:!0}function Vg(e,{x:t},{x:n}){return t?$r(t,n)===t.length-1:!0}function qI(e,{y:t},{x:n,y:i,empty:r}){if(r)return!1;if(!t)return;let s=$r(t,i);if(s>0)return Du(e,n,t[s-1])}function YI(e,{y:t},{x:n,y:i,empty:r}){if(r)return!1;if(!t)return;let s=$r(t,i);if(s<t.length-1)return Du(e,n,t[s+1])}function ZI(e,{x:t},{x:n,y:i,empty:r}){if(r)return!1;if(!t)return;let s=$r(t,n);if(s>0)return Du(e,t[s-1],i)}function JI(e,{x:t},{x:n,y:i,empty:r}){if(r)return!1;if(!t)return;let s=$r(t,n);if(s<t.length-1)return Du(e,t[s+1],i)}function KI(e,t,{empty:n}){return n}function Lu(e,t){return function(){return e.apply(null,arguments)&&t.apply(null,arguments)}}function Uu(e,{channels:{fx:t,fy:n},groups:i}){return t&&n?e.map(({x:r,y:s})=>i.get(r)?.get(s)??[]):t?e.map(({x:r})=>i.get(r)??[]):e.map(({y:r})=>i.get(r)??[])}var iS=Math.PI,gr=2*iS,Wg=.618;function rS({projection:e,inset:t=0,insetTop:n=t,insetRight:i=t,insetBottom:r=t,insetLeft:s=t}={},o){if(e==null)return;if(typeof e.stream=="function")return e;let a,c,l="frame";if(Fi(e)){let T;if({type:e,domain:c,inset:T,insetTop:n=T!==void 0?T:n,insetRight:i=T!==void 0?T:i,insetBottom:r=T!==void 0?T:r,insetLeft:s=T!==void 0?T:s,clip:l=l,...a}=e,e==null)return}typeof e!="function"&&({type:e}=$g(e));let{width:u,height:h,marginLeft:f,marginRight:d,marginTop:p,marginBottom:y}=o,m=u-f-d-s-i,g=h-p-y-n-r;if(e=e?.({width:m,height:g,clip:l,...a}),e==null)return;l=QI(l,f,p,u-d,h-y);let x=f+s,S=p+n,v;if(c!=null){let[[T,b],[_,M]]=qa(e).bounds(c),I=Math.min(m/(_-T),g/(M-b));I>0?(x-=(I*(T+_)-m)/2,S-=(I*(b+M)-g)/2,v=Ya({point(C,E){this.stream.point(C*I+x,E*I+S)}})):vn("Warning: the projection could not be fit to the specified domain; using the default scale.")}return v??=x===0&&S===0?sS():Ya({point(T,b){this.stream.point(T+x,b+S)}}),{stream:T=>e.stream(v.stream(l(T)))}}function $g(e){switch(`${e}`.toLowerCase()){case"albers-usa":return li(pv,.7463,.4673);case"albers":return Fu(np,.7463,.4673);case"azimuthal-equal-area":return li(_v,4,4);case"azimuthal-equidistant":return li(xv,gr,gr);case"conic-conformal":return Fu(Mv,gr,gr);case"conic-equal-area":return Fu(Xa,6.1702,2.9781);case"conic-equidistant":return Fu(wv,7.312,3.6282);case"equal-earth":return li(Av,5.4133,2.6347);case"equirectangular":return li(Sv,gr,iS);case"gnomonic":return li(Cv,3.4641,3.4641);case"identity":return{type:sS};case"reflect-y":return{type:jI};case"mercator":return li(vv,gr,gr);case"orthographic":return li(Iv,2,2);case"stereographic":return li(Lv,2,2);case"transverse-mercator":return li(Dv,gr,gr);default:throw new Error(`unknown projection type: ${e}`)}}function QI(e,t,n,i,r){if(e===!1||e==null||typeof e=="number")return s=>s;if(e===!0&&(e="frame"),`${e}`.toLowerCase()==="frame")return Qd(t,n,i,r);throw new Error(`unknown projection clip type: ${e}`)}function li(e,t,n){return{type:({width:i,height:r,rotate:s,precision:o=.15,clip:a})=>{let c=e();return o!=null&&c.precision?.(o),s!=null&&c.rotate?.(s),typeof a=="number"&&c.clipAngle?.(a),i!=null&&(c.scale(Math.min(i/t,r/n)),c.translate([i/2,r/2])),c},aspectRatio:n/t}}function Fu(e,t,n){let{type:i,aspectRatio:r}=li(e,t,n);return{type:s=>{let{parallels:o,domain:a,width:c,height:l}=s,u=i(s);return o!=null&&(u.parallels(o),a===void 0&&c!=null&&u.fitSize([c,l],{type:"Sphere"})),u},aspectRatio:r}}var sS=Cn({stream:e=>e}),jI=Cn(Ya({point(e,t){this.stream.point(e,-t)}}));function oS(e,t,n,i){let r=n[e],s=n[t],o=r.length,a=n[e]=new Float64Array(o).fill(NaN),c=n[t]=new Float64Array(o).fill(NaN),l,u=i.stream({point(h,f){a[l]=h,c[l]=f}});for(l=0;l<o;++l)u.point(r[l],s[l])}function aS({projection:e}={}){return e==null?!1:typeof e.stream=="function"?!0:(Fi(e)&&(e=e.type),e!=null)}function cS(e){if(typeof e?.stream=="function")return Wg;if(Fi(e)){let t,n;if({domain:t,type:e,...n}=e,t!=null&&e!=null){let i=typeof e=="string"?$g(e).type:e,[[r,s],[o,a]]=qa(i({...n,width:100,height:100})).bounds(t),c=(a-s)/(o-r);return c&&isFinite(c)?c<.2?.2:c>5?5:c:Wg}}if(e!=null){if(typeof e!="function"){let{aspectRatio:t}=$g(e);if(t)return t}return Wg}}function lS(e){let t=[],n=[],i={scale:"x",value:t},r={scale:"y",value:n},s={point(o,a){t.push(o),n.push(a)},lineStart(){},lineEnd(){},polygonStart(){},polygonEnd(){},sphere(){}};for(let o of e.value)Dr(o,s);return[i,r]}function uS({x:e,y:t}){if(e||t)return e??=n=>n,t??=n=>n,Ya({point(n,i){this.stream.point(e(n),t(i))}})}function zo(e={}){let{document:t=typeof window<"u"?window.document:void 0,clip:n}=e;return{document:t,clip:Eu(n)}}function pe(e,{document:t}){return oi(ro(e).call(t.documentElement))}var Ou=Symbol("unset");function Bu(e){return(e.length===1?tP:eP)(e)}function tP(e){let t,n=Ou;return i=>(Object.is(n,i)||(n=i,t=e(i)),t)}function eP(e){let t,n;return(...i)=>((n?.length!==i.length||n.some((r,s)=>!Object.is(r,i[s])))&&(n=i,t=e(...i)),t)}var nP=Bu(e=>new Intl.NumberFormat(e)),M6=Bu((e,t)=>new Intl.DateTimeFormat(e,{timeZone:"UTC",...t&&{month:t}})),S6=Bu((e,t)=>new Intl.DateTimeFormat(e,{timeZone:"UTC",...t&&{weekday:t}}));function iP(e="en-US"){let t=nP(e);return n=>n!=null&&!isNaN(n)?t.format(n):void 0}function rP(e){return _u(e,"Invalid Date")}function sP(e="en-US"){let t=iP(e);return n=>(n instanceof Date?rP:typeof n=="number"?t:Ce)(n)}var ki=sP();var Je=(typeof window<"u"?window.devicePixelRatio>1:typeof it>"u")?0:.5,oP=0;function hS(){return`plot-clip-${++oP}`}function dS(e,{title:t,href:n,ariaLabel:i,ariaDescription:r,ariaHidden:s,target:o,fill:a,fillOpacity:c,stroke:l,strokeWidth:u,strokeOpacity:h,strokeLinejoin:f,strokeLinecap:d,strokeMiterlimit:p,strokeDasharray:y,strokeDashoffset:m,opacity:g,mixBlendMode:x,imageFilter:S,paintOrder:v,pointerEvents:T,shapeRendering:b,channels:_},{ariaLabel:M,fill:I="currentColor",fillOpacity:C,stroke:E="none",strokeOpacity:N,strokeWidth:B,strokeLinecap:P,strokeLinejoin:L,strokeMiterlimit:z,paintOrder:k}){I===null&&(a=null,c=null),E===null&&(l=null,h=null),$e(I)?!$e(E)&&(!$e(a)||_?.fill)&&(E="none"):$e(E)&&(!$e(l)||_?.stroke)&&(I="none");let[Y,U]=Di(a,I),[G,X]=Te(c,C),[rt,ct]=Di(l,E),[W,ot]=Te(h,N),[ut,st]=Te(g);Us(ct)||(u===void 0&&(u=B),d===void 0&&(d=P),f===void 0&&(f=L),p===void 0&&!G1(f)&&(p=z),!Us(U)&&v===void 0&&(v=k));let[at,J]=Te(u);return I!==null&&(e.fill=Ae(U,"currentColor"),e.fillOpacity=gc(X,1)),E!==null&&(e.stroke=Ae(ct,"none"),e.strokeWidth=gc(J,1),e.strokeOpacity=gc(ot,1),e.strokeLinejoin=Ae(f,"miter"),e.strokeLinecap=Ae(d,"butt"),e.strokeMiterlimit=gc(p,4),e.strokeDasharray=Ae(y,"none"),e.strokeDashoffset=Ae(m,"0")),e.target=Ce(o),e.ariaLabel=Ce(M),e.ariaDescription=Ce(r),e.ariaHidden=Ce(s),e.opacity=gc(st,1),e.mixBlendMode=Ae(x,"normal"),e.imageFilter=Ae(S,"none"),e.paintOrder=Ae(v,"normal"),e.pointerEvents=Ae(T,"auto"),e.shapeRendering=Ae(b,"auto"),{title:{value:t,optional:!0,filter:null},href:{value:n,optional:!0,filter:null},ariaLabel:{value:i,optional:!0,filter:null},fill:{value:Y,scale:"auto",optional:!0},fillOpacity:{value:G,scale:"auto",optional:!0},stroke:{value:rt,scale:"auto",optional:!0},strokeOpacity:{value:W,scale:"auto",optional:!0},strokeWidth:{value:at,optional:!0},opacity:{value:ut,scale:"auto",optional:!0}}}function aP(e,t){t&&e.filter(n=>cc(t[n])).append("title").call(lP,t)}function cP(e,t){t&&e.filter(([n])=>cc(t[n])).append("title").call(uP,t)}function lP(e,t){t&&e.text(n=>ki(t[n]))}function uP(e,t){t&&e.text(([n])=>ki(t[n]))}function ui(e,{target:t,tip:n},{ariaLabel:i,title:r,fill:s,fillOpacity:o,stroke:a,strokeOpacity:c,strokeWidth:l,opacity:u,href:h}){i&&Wt(e,"aria-label",f=>i[f]),s&&Wt(e,"fill",f=>s[f]),o&&Wt(e,"fill-opacity",f=>o[f]),a&&Wt(e,"stroke",f=>a[f]),c&&Wt(e,"stroke-opacity",f=>c[f]),l&&Wt(e,"stroke-width",f=>l[f]),u&&Wt(e,"opacity",f=>u[f]),h&&gS(e,f=>h[f],t),n||aP(e,r)}function pS(e,{target:t,tip:n},{ariaLabel:i,title:r,fill:s,fillOpacity:o,stroke:a,strokeOpacity:c,strokeWidth:l,opacity:u,href:h}){i&&Wt(e,"aria-label",([f])=>i[f]),s&&Wt(e,"fill",([f])=>s[f]),o&&Wt(e,"fill-opacity",([f])=>o[f]),a&&Wt(e,"stroke",([f])=>a[f]),c&&Wt(e,"stroke-opacity",([f])=>c[f]),l&&Wt(e,"stroke-width",([f])=>l[f]),u&&Wt(e,"opacity",([f])=>u[f]),h&&gS(e,([f])=>h[f],t),n||cP(e,r)}function fP({ariaLabel:e,title:t,fill:n,fillOpacity:i,stroke:r,strokeOpacity:s,strokeWidth:o,opacity:a,href:c},{tip:l}){return[e,l?void 0:t,n,i,r,s,o,a,c].filter(u=>u!==void 0)}function hP(e,t,n){let i=od(e,r=>t[r]);return n===void 0&&i.size>1+e.length>>1&&vn("Warning: the implicit z channel has high cardinality. This may occur when the fill or stroke channel is associated with quantitative data rather than ordinal or categorical data. You can suppress this warning by setting the z option explicitly; if this data represents a single series, set z to null."),i.values()}function*mS(e,t,n,i){let{z:r}=n,{z:s}=i,o=fP(i,n),a=[...t,...o];for(let c of s?hP(e,s,r):[e]){let l,u;t:for(let h of c){for(let f of a)if(!Jn(f[h])){u&&u.push(-1);continue t}if(l===void 0){u&&(yield u),l=o.map(f=>Kn(f[h])),u=[h];continue}u.push(h);for(let f=0;f<o.length;++f)if(Kn(o[f][h])!==l[f]){yield u,l=o.map(p=>Kn(p[h])),u=[h];continue t}}u&&(yield u)}}function dP(e,t,n,i){let r,{clip:s=i.clip}=t;s==="frame"?(e=pe("svg:g",i).each(function(){this.appendChild(e.node()),e.node=()=>this}),r=mP(i,n)):s&&(r=_P(s,i)),Wt(e,"aria-label",t.ariaLabel),Wt(e,"aria-description",t.ariaDescription),Wt(e,"aria-hidden",t.ariaHidden),Wt(e,"clip-path",r)}function pP(e){let t=new WeakMap;return(n,i)=>{let r=t.get(n);if(!r){let s=hS();oi(n.ownerSVGElement).append("clipPath").attr("id",s).call(e,n,i),t.set(n,r=`url(#${s})`)}return r}}var mP=pP((e,t,n)=>{let{width:i,height:r,marginLeft:s,marginRight:o,marginTop:a,marginBottom:c}=n;e.append("rect").attr("x",s).attr("y",a).attr("width",i-o-s).attr("height",r-a-c)}),fS=new WeakMap,gP={type:"Sphere"};function _P(e,t){let n,i;if((n=fS.get(t))||fS.set(t,n=new WeakMap),e.type==="Sphere"&&(e=gP),!(i=n.get(e))){let r=hS();oi(t.ownerSVGElement).append("clipPath").attr("id",r).append("path").attr("d",t.path()(e)),n.set(e,i=`url(#${r})`)}return i}function fn(e,t,n,i){dP(e,t,n,i),Wt(e,"class",t.className),Wt(e,"fill",t.fill),Wt(e,"fill-opacity",t.fillOpacity),Wt(e,"stroke",t.stroke),Wt(e,"stroke-width",t.strokeWidth),Wt(e,"stroke-opacity",t.strokeOpacity),Wt(e,"stroke-linejoin",t.strokeLinejoin),Wt(e,"stroke-linecap",t.strokeLinecap),Wt(e,"stroke-miterlimit",t.strokeMiterlimit),Wt(e,"stroke-dasharray",t.strokeDasharray),Wt(e,"stroke-dashoffset",t.strokeDashoffset),Wt(e,"shape-rendering",t.shapeRendering),Wt(e,"filter",t.imageFilter),Wt(e,"paint-order",t.paintOrder);let{pointerEvents:r=i.pointerSticky===!1?"none":void 0}=t;Wt(e,"pointer-events",r)}function hn(e,t){yP(e,"mix-blend-mode",t.mixBlendMode),Wt(e,"opacity",t.opacity)}function gS(e,t,n){e.each(function(i){let r=t(i);if(r!=null){let s=this.ownerDocument.createElementNS(Pr.svg,"a");s.setAttribute("fill","inherit"),s.setAttributeNS(Pr.xlink,"href",r),n!=null&&s.setAttribute("target",n),this.parentNode.insertBefore(s,this).appendChild(this)}})}function Wt(e,t,n){n!=null&&e.attr(t,n)}function yP(e,t,n){n!=null&&e.style(t,n)}function dn(e,t,{x:n,y:i},r=Je,s=Je){r+=t.dx,s+=t.dy,n?.bandwidth&&(r+=n.bandwidth()/2),i?.bandwidth&&(s+=i.bandwidth()/2),(r||s)&&e.attr("transform",`translate(${r},${s})`)}function Ae(e,t){if((e=Ce(e))!==t)return e}function gc(e,t){if((e=Re(e))!==t)return e}var xP=/^-?([_a-z]|[\240-\377]|\\[0-9a-f]{1,6}(\r\n|[ \t\r\n\f])?|\\[^\r\n\f0-9a-f])([_a-z0-9-]|[\240-\377]|\\[0-9a-f]{1,6}(\r\n|[ \t\r\n\f])?|\\[^\r\n\f0-9a-f])*$/i;function Go(e){if(e===void 0)return"plot-d6a7b5";if(e=`${e}`,!xP.test(e))throw new Error(`invalid class name: ${e}`);return e}function Vo(e,t){if(typeof t=="string")e.property("style",t);else if(t!=null)for(let n of e)Object.assign(n.style,t)}function zi({frameAnchor:e},{width:t,height:n,marginTop:i,marginRight:r,marginBottom:s,marginLeft:o}){return[/left$/.test(e)?o:/right$/.test(e)?t-r:(o+t-r)/2,/^top/.test(e)?i:/^bottom/.test(e)?n-s:(i+n-s)/2]}var Ee=class{constructor(t,n={},i={},r){let{facet:s="auto",facetAnchor:o,fx:a,fy:c,sort:l,dx:u=0,dy:h=0,margin:f=0,marginTop:d=f,marginRight:p=f,marginBottom:y=f,marginLeft:m=f,className:g,clip:x=r?.clip,channels:S,tip:v,render:T}=i;if(this.data=t,this.sort=Gr(l)?l:null,this.initializer=hr(i).initializer,this.transform=this.initializer?i.transform:Mg(i).transform,s===null||s===!1?this.facet=null:(this.facet=un(s===!0?"include":s,"facet",["auto","include","exclude","super"]),this.fx=t===Co&&typeof a=="string"?[a]:a,this.fy=t===Co&&typeof c=="string"?[c]:c),this.facetAnchor=nS(o),n=_g(n),S!==void 0&&(n={...vP(S),...n}),r!==void 0&&(n={...dS(this,i,r),...n}),this.channels=Object.fromEntries(Object.entries(n).map(([b,_])=>{if(Io(_.value)){let{value:M,label:I=_.label,scale:C=_.scale}=_.value;_={..._,label:I,scale:C,value:M}}if(t===Co&&typeof _.value=="string"){let{value:M}=_;_={..._,value:[M]}}return[b,_]}).filter(([b,{value:_,optional:M}])=>{if(_!=null)return!0;if(M)return!1;throw new Error(`missing channel value: ${b}`)})),this.dx=+u,this.dy=+h,this.marginTop=+d,this.marginRight=+p,this.marginBottom=+y,this.marginLeft=+m,this.clip=Eu(x),this.tip=bP(v),this.className=Ce(g),this.facet==="super"){if(a||c)throw new Error("super-faceting cannot use fx or fy");for(let b in this.channels){let{scale:_}=n[b];if(!(_!=="x"&&_!=="y"))throw new Error("super-faceting cannot use x or y")}}T!=null&&(this.render=qg(T,this.render))}initialize(t,n,i){let r=ur(this.data);t===void 0&&r!=null&&(t=[Oi(r)]);let s=t;this.transform!=null&&({facets:t,data:r}=this.transform(r,t,i),r=ur(r)),t!==void 0&&(t.original=s);let o=rM(this.channels,r);return this.sort!=null&&oM(r,t,o,n,this.sort),{data:r,facets:t,channels:o}}filter(t,n,i){for(let r in n){let{filter:s=Jn}=n[r];if(s!==null){let o=i[r];t=t.filter(a=>s(o[a]))}}return t}project(t,n,i){for(let r in t)if(t[r].scale==="x"&&/^x|x$/.test(r)){let s=r.replace(/^x|x$/,"y");s in t&&t[s].scale==="y"&&oS(r,s,n,i.projection)}}scale(t,n,i){let r=sM(t,n);return i.projection&&this.project(t,r,i),r}};function Xg(...e){return e.plot=Ee.prototype.plot,e}function qg(e,t){if(e==null)return t===null?void 0:t;if(t==null)return e===null?void 0:e;if(typeof e!="function")throw new TypeError(`invalid render transform: ${e}`);if(typeof t!="function")throw new TypeError(`invalid render transform: ${t}`);return function(n,i,r,s,o,a){return e.call(this,n,i,r,s,o,(c,l,u,h,f)=>t.call(this,c,l,u,h,f,a))}}function vP(e){return Object.fromEntries(Object.entries(_g(e)).map(([t,n])=>(n=typeof n=="string"?{value:n,label:t}:Hr(n),n.filter===void 0&&n.scale==null&&(n={...n,filter:null}),[t,n])))}function bP(e){return e===!0?"xy":e===!1||e==null?null:typeof e=="string"?un(e,"tip",["x","y","xy"]):e}function Yg(e,t){return e?.tip===!0?{...e,tip:t}:Fi(e?.tip)&&e.tip.pointer===void 0?{...e,tip:{...e.tip,pointer:t}}:e}function yS(e,t,n={}){let i=.5-Je,r=.5+Je,s=.5+Je,o=.5-Je;for(let{marginTop:y,marginRight:m,marginBottom:g,marginLeft:x}of t)y>i&&(i=y),m>r&&(r=m),g>s&&(s=g),x>o&&(o=x);let{margin:a,marginTop:c=a!==void 0?a:i,marginRight:l=a!==void 0?a:r,marginBottom:u=a!==void 0?a:s,marginLeft:h=a!==void 0?a:o}=n;c=+c,l=+l,u=+u,h=+h;let{width:f=640,height:d=MP(e,n,{width:f,marginTopDefault:i,marginRightDefault:r,marginBottomDefault:s,marginLeftDefault:o})+Math.max(0,c-i+u-s)}=n;f=+f,d=+d;let p={width:f,height:d,marginTop:c,marginRight:l,marginBottom:u,marginLeft:h};if(e.fx||e.fy){let{margin:y,marginTop:m=y!==void 0?y:c,marginRight:g=y!==void 0?y:l,marginBottom:x=y!==void 0?y:u,marginLeft:S=y!==void 0?y:h}=n.facet??{};m=+m,g=+g,x=+x,S=+S,p.facet={marginTop:m,marginRight:g,marginBottom:x,marginLeft:S}}return p}function MP({x:e,y:t,fy:n,fx:i},{projection:r,aspectRatio:s},{width:o,marginTopDefault:a,marginRightDefault:c,marginBottomDefault:l,marginLeftDefault:u}){let h=n&&n.scale.domain().length||1,f=cS(r);if(f){let p=i?i.scale.domain().length:1,y=(1.1*h-.1)/(1.1*p-.1)*f,m=Math.max(.1,Math.min(10,y));return Math.round((o-u-c)*m+a+l)}let d=t?Bi(t)?t.scale.domain().length||1:Math.max(7,17/h):1;if(s!=null){if(s=+s,!(isFinite(s)&&s>0))throw new Error(`invalid aspectRatio: ${s}`);let p=_S("y",t)/(_S("x",e)*s),y=i?i.scale.bandwidth():1,m=n?n.scale.bandwidth():1,g=y*(o-u-c)-e.insetLeft-e.insetRight;return(p*g+t.insetTop+t.insetBottom)/m+a+l}return!!(t||n)*Math.max(1,Math.min(60,d*h))*20+!!i*30+60}function _S(e,t){if(!t)throw new Error(`aspectRatio requires ${e} scale`);let{type:n,domain:i}=t,r;switch(n){case"linear":case"utc":case"time":r=Number;break;case"pow":{let a=t.scale.exponent();r=c=>Math.pow(c,a);break}case"log":r=Math.log;break;case"point":case"band":return i.length;default:throw new Error(`unsupported ${e} scale for aspectRatio: ${n}`)}let[s,o]=zn(i);return Math.abs(r(o)-r(s))}var xS=new WeakMap;function Zg(e,t,{x:n,y:i,px:r,py:s,maxRadius:o=40,channels:a,render:c,...l}={}){return o=+o,r!=null&&(n??=null,a={...a,px:{value:r,scale:"x"}}),s!=null&&(i??=null,a={...a,py:{value:s,scale:"y"}}),{x:n,y:i,channels:a,...l,render:qg(function(u,h,f,d,p,y){p={...p,pointerSticky:!1};let m=p.ownerSVGElement,{data:g}=p.getMarkState(this),x=xS.get(m);x||xS.set(m,x={sticky:!1,roots:[],renders:[]});let S=x.renders.push(ct)-1,{x:v,y:T,fx:b,fy:_}=h,M=b?b(u.fx)-d.marginLeft:0,I=_?_(u.fy)-d.marginTop:0;v?.bandwidth&&(M+=v.bandwidth()/2),T?.bandwidth&&(I+=T.bandwidth()/2);let C=u.fi!=null,E;if(C){let st=x.facetStates;st||(x.facetStates=st=new Map),E=st.get(this),E||st.set(this,E=new Map)}let[N,B]=zi(this,d),{px:P,py:L}=f,z=P?st=>P[st]:Kg(f,N),k=L?st=>L[st]:Qg(f,B),Y,U,G,X;function rt(st,at){if(C)if(X&&(X=cancelAnimationFrame(X)),st==null)E.delete(u.fi);else{E.set(u.fi,at),X=requestAnimationFrame(()=>{X=null;for(let[J,yt]of E)if(yt<at||yt===at&&J<u.fi){st=null;break}ct(st)});return}ct(st)}function ct(st){if(Y===st&&G===x.sticky)return;Y=st,G=p.pointerSticky=x.sticky;let at=Y==null?[]:[Y];C&&(at.fx=u.fx,at.fy=u.fy,at.fi=u.fi);let J=y(at,h,f,d,p);if(U){if(C){let yt=U.parentNode,lt=U.getAttribute("transform"),K=J.getAttribute("transform");lt?J.setAttribute("transform",lt):J.removeAttribute("transform"),K?yt.setAttribute("transform",K):yt.removeAttribute("transform"),J.removeAttribute("aria-label"),J.removeAttribute("aria-description"),J.removeAttribute("aria-hidden")}U.replaceWith(J)}if(x.roots[S]=U=J,!(Y==null&&E?.size>1)){let yt=Y==null?null:zr(g)?g[Y]:g.get(Y);p.dispatchValue(yt)}return J}function W(st){if(x.sticky||st.pointerType==="mouse"&&st.buttons===1)return;let[at,J]=Uy(st);at-=M,J-=I;let yt=at<d.marginLeft||at>d.width-d.marginRight?1:e,lt=J<d.marginTop||J>d.height-d.marginBottom?1:t,K=null,Lt=o*o;for(let Mt of u){let zt=yt*(z(Mt)-at),$t=lt*(k(Mt)-J),ue=zt*zt+$t*$t;ue<=Lt&&(K=Mt,Lt=ue)}if(K!=null&&(e!==1||t!==1)){let Mt=z(K)-at,zt=k(K)-J;Lt=Mt*Mt+zt*zt}rt(K,Lt)}function ot(st){st.pointerType==="mouse"&&Y!=null&&(x.sticky&&x.roots.some(at=>at?.contains(st.target))||(x.sticky?(x.sticky=!1,x.renders.forEach(at=>at(null))):(x.sticky=!0,ct(Y)),st.stopImmediatePropagation()))}function ut(st){st.pointerType==="mouse"&&(x.sticky||rt(null))}return m.addEventListener("pointerenter",W),m.addEventListener("pointermove",W),m.addEventListener("pointerdown",ot),m.addEventListener("pointerleave",ut),ct(null)},c)}}function Ho(e){return Zg(1,1,e)}function Jg(e){return Zg(1,.01,e)}function ku(e){return Zg(.01,1,e)}function Kg({x1:e,x2:t,x:n=e},i){return e&&t?r=>(e[r]+t[r])/2:n?r=>n[r]:()=>i}function Qg({y1:e,y2:t,y:n=e},i){return e&&t?r=>(e[r]+t[r])/2:n?r=>n[r]:()=>i}function zu(e){return Bi(e)&&e.interval===void 0?void 0:"tabular-nums"}function vS(e,t){let{label:n=e.label,tickSize:i=6,width:r=240,height:s=44+i,marginTop:o=18,marginRight:a=0,marginBottom:c=16+i,marginLeft:l=0,style:u,ticks:h=(r-l-a)/64,tickFormat:f,fontVariant:d=zu(e),round:p=!0,opacity:y,className:m}=t,g=zo(t);m=Go(m),y=Te(y)[1],f===null&&(f=()=>null);let x=pe("svg",g).attr("class",`${m}-ramp`).attr("font-family","system-ui, sans-serif").attr("font-size",10).attr("width",r).attr("height",s).attr("viewBox",`0 0 ${r} ${s}`).call(N=>N.append("style").text(`:where(.${m}-ramp) {
  display: block;
  height: auto;
  height: intrinsic;
  max-width: 100%;
  overflow: visible;
}
:where(.${m}-ramp text) {
  white-space: pre;
}`)).call(Vo,u),S=N=>N.selectAll(".tick line").attr("y1",o+c-s),v,T=p?(N,B)=>N.rangeRound(B):(N,B)=>N.range(B),{type:b,domain:_,range:M,interpolate:I,scale:C,pivot:E}=e;if(I){let N=M===void 0?I:Nr(I.length===1?dc(I):I,M);v=T(C.copy(),an(Ne(l,r-a),Math.min(_.length+(E!==void 0),M===void 0?1/0:M.length)));let B=256,P=g.document.createElement("canvas");P.width=B,P.height=1;let L=P.getContext("2d");for(let z=0,k=B-1;z<B;++z)L.fillStyle=N(z/k),L.fillRect(z,0,1,1);x.append("image").attr("opacity",y).attr("x",l).attr("y",o).attr("width",r-l-a).attr("height",s-o-c).attr("preserveAspectRatio","none").attr("xlink:href",P.toDataURL())}else if(b==="threshold"){let N=_,B=f===void 0?P=>P:typeof f=="string"?wi(f):f;v=T(ic().domain([-1,M.length-1]),[l,r-a]),x.append("g").attr("fill-opacity",y).selectAll().data(M).enter().append("rect").attr("x",(P,L)=>v(L-1)).attr("y",o).attr("width",(P,L)=>v(L)-v(L-1)).attr("height",s-o-c).attr("fill",P=>P),h=Me(N,(P,L)=>L),f=P=>B(N[P],P)}else v=T(vo().domain(_),[l,r-a]),x.append("g").attr("fill-opacity",y).selectAll().data(_).enter().append("rect").attr("x",v).attr("y",o).attr("width",Math.max(0,v.bandwidth()-1)).attr("height",s-o-c).attr("fill",C),S=()=>{};return x.append("g").attr("transform",`translate(0,${s-c})`).call(Sy(v).ticks(Array.isArray(h)?null:h,typeof f=="string"?f:void 0).tickFormat(typeof f=="function"?f:void 0).tickSize(i).tickValues(Array.isArray(h)?h:null)).attr("font-size",null).attr("font-family",null).attr("font-variant",Ae(d,"normal")).call(S).call(N=>N.select(".domain").remove()),n!==void 0&&x.append("text").attr("x",l).attr("y",o-6).attr("fill","currentColor").attr("font-weight","bold").text(n),x.node()}var jg=Math.PI/180;function _c(e,{marker:t,markerStart:n=t,markerMid:i=t,markerEnd:r=t}={}){e.markerStart=t0(n),e.markerMid=t0(i),e.markerEnd=t0(r)}function t0(e){if(e==null||e===!1)return null;if(e===!0)return MS;if(typeof e=="function")return e;switch(`${e}`.toLowerCase()){case"none":return null;case"arrow":return bS("auto");case"arrow-reverse":return bS("auto-start-reverse");case"dot":return SP;case"circle":case"circle-fill":return MS;case"circle-stroke":return wP;case"tick":return e0("auto");case"tick-x":return e0(90);case"tick-y":return e0(0)}throw new Error(`invalid marker: ${e}`)}function bS(e){return(t,n)=>pe("svg:marker",n).attr("viewBox","-5 -5 10 10").attr("markerWidth",6.67).attr("markerHeight",6.67).attr("orient",e).attr("fill","none").attr("stroke",t).attr("stroke-width",1.5).attr("stroke-linecap","round").attr("stroke-linejoin","round").call(i=>i.append("path").attr("d","M-1.5,-3l3,3l-3,3")).node()}function SP(e,t){return pe("svg:marker",t).attr("viewBox","-5 -5 10 10").attr("markerWidth",6.67).attr("markerHeight",6.67).attr("fill",e).attr("stroke","none").call(n=>n.append("circle").attr("r",2.5)).node()}function MS(e,t){return pe("svg:marker",t).attr("viewBox","-5 -5 10 10").attr("markerWidth",6.67).attr("markerHeight",6.67).attr("fill",e).attr("stroke","var(--plot-background)").attr("stroke-width",1.5).call(n=>n.append("circle").attr("r",3)).node()}function wP(e,t){return pe("svg:marker",t).attr("viewBox","-5 -5 10 10").attr("markerWidth",6.67).attr("markerHeight",6.67).attr("fill","var(--plot-background)").attr("stroke",e).attr("stroke-width",1.5).call(n=>n.append("circle").attr("r",3)).node()}function e0(e){return(t,n)=>pe("svg:marker",n).attr("viewBox","-3 -3 6 6").attr("markerWidth",6).attr("markerHeight",6).attr("orient",e).attr("stroke",t).call(i=>i.append("path").attr("d","M0,-3v6")).node()}var TP=0;function i0(e,t,{stroke:n},i){return TS(e,t,n&&(r=>n[r]),null,i)}function SS(e,t,{stroke:n,z:i},r){return TS(e,t,n&&(([s])=>n[s]),i,r)}var n0=1,wS=2;function AP(e,t){let n=new Uint8Array(t.length),i=e.data().filter(s=>s.length>1),r=i.length;for(let s=0,o=Ou;s<r;++s){let a=i[s];if(a.length>1){let c=a[0];o!==(o=Kn(t[c]))&&(n[c]|=n0)}}for(let s=r-1,o=Ou;s>=0;--s){let a=i[s];if(a.length>1){let c=a[0];o!==(o=Kn(t[c]))&&(n[c]|=wS)}}return([s])=>n[s]}function TS(e,{markerStart:t,markerMid:n,markerEnd:i,stroke:r},s=()=>r,o,a){if(!t&&!n&&!i)return;let c=new Map,l=o&&AP(e,o);function u(h,f,d){return function(p){if(d&&!d(p))return;let y=s(p),m=c.get(f);m||c.set(f,m=new Map);let g=m.get(y);if(!g){let x=this.parentNode.insertBefore(f(y,a),this),S=`plot-marker-${++TP}`;x.setAttribute("id",S),m.set(y,g=`url(#${S})`)}this.setAttribute(h,g)}}t&&e.each(u("marker-start",t,l&&(h=>l(h)&n0))),n&&l&&e.each(u("marker-start",n,h=>!(l(h)&n0))),n&&e.each(u("marker-mid",n)),i&&e.each(u("marker-end",i,l&&(h=>l(h)&wS)))}function r0({inset:e,insetLeft:t,insetRight:n,...i}={}){return[t,n]=AS(e,t,n),{inset:e,insetLeft:t,insetRight:n,...i}}function s0({inset:e,insetTop:t,insetBottom:n,...i}={}){return[t,n]=AS(e,t,n),{inset:e,insetTop:t,insetBottom:n,...i}}function AS(e,t,n){return e===void 0&&t===void 0&&n===void 0?Je?[1,0]:[.5,.5]:[t,n]}function ES(e,{interval:t}){return e={...Hr(e)},e.interval=Su(e.interval===void 0?t:e.interval),e}function CS(e,t,n,i){let{[e]:r,[`${e}1`]:s,[`${e}2`]:o}=n,{value:a,interval:c}=ES(r,n);if(a==null||c==null&&!i)return n;let l=Ds(r);if(c==null){let d,p={transform:y=>d||(d=En(y,a)),label:l};return{...n,[e]:void 0,[`${e}1`]:s===void 0?p:s,[`${e}2`]:o===void 0&&!(s===o&&i)?p:o}}let u,h;function f(d){return h!==void 0&&d===u?h:h=Me(En(u=d,a),p=>c.floor(p))}return t({...n,[e]:void 0,[`${e}1`]:s===void 0?{transform:f,label:l}:s,[`${e}2`]:o===void 0?{transform:d=>f(d).map(p=>c.offset(p)),label:l}:o})}function RS(e,t,n){let{[e]:i}=n,{value:r,interval:s}=ES(i,n);return r==null||s==null?n:t({...n,[e]:{label:Ds(i),transform:o=>{let a=Me(En(o,r),l=>s.floor(l)),c=a.map(l=>s.offset(l));return a.map(en(a)?(l,u)=>l==null||isNaN(l=+l)||(u=c[u],u==null)||isNaN(u=+u)?void 0:new Date((l+u)/2):(l,u)=>l==null||(u=c[u],u==null)?NaN:(+l+ +u)/2)}}})}function IS(e={}){return CS("x",r0,e)}function PS(e={}){return CS("y",s0,e)}function LS(e={}){return RS("x",r0,e)}function NS(e={}){return RS("y",s0,e)}var DS={ariaLabel:"rule",fill:null,stroke:"currentColor"},Gu=class extends Ee{constructor(t,n={}){let{x:i,y1:r,y2:s,inset:o=0,insetTop:a=o,insetBottom:c=o}=n;super(t,{x:{value:i,scale:"x",optional:!0},y1:{value:r,scale:"y",optional:!0},y2:{value:s,scale:"y",optional:!0}},Yg(n,"x"),DS),this.insetTop=Re(a),this.insetBottom=Re(c),_c(this,n)}render(t,n,i,r,s){let{x:o,y:a}=n,{x:c,y1:l,y2:u}=i,{width:h,height:f,marginTop:d,marginRight:p,marginLeft:y,marginBottom:m}=r,{insetTop:g,insetBottom:x}=this;return pe("svg:g",s).call(fn,this,r,s).call(dn,this,{x:c&&o},Je,0).call(S=>S.selectAll().data(t).enter().append("line").call(hn,this).attr("x1",c?v=>c[v]:(y+h-p)/2).attr("x2",c?v=>c[v]:(y+h-p)/2).attr("y1",l&&!mc(a)?v=>l[v]+g:d+g).attr("y2",u&&!mc(a)?a.bandwidth?v=>u[v]+a.bandwidth()-x:v=>u[v]-x:f-m-x).call(ui,this,i).call(i0,this,i,s)).node()}},Vu=class extends Ee{constructor(t,n={}){let{x1:i,x2:r,y:s,inset:o=0,insetRight:a=o,insetLeft:c=o}=n;super(t,{y:{value:s,scale:"y",optional:!0},x1:{value:i,scale:"x",optional:!0},x2:{value:r,scale:"x",optional:!0}},Yg(n,"y"),DS),this.insetRight=Re(a),this.insetLeft=Re(c),_c(this,n)}render(t,n,i,r,s){let{x:o,y:a}=n,{y:c,x1:l,x2:u}=i,{width:h,height:f,marginTop:d,marginRight:p,marginLeft:y,marginBottom:m}=r,{insetLeft:g,insetRight:x}=this;return pe("svg:g",s).call(fn,this,r,s).call(dn,this,{y:c&&a},0,Je).call(S=>S.selectAll().data(t).enter().append("line").call(hn,this).attr("x1",l&&!mc(o)?v=>l[v]+g:y+g).attr("x2",u&&!mc(o)?o.bandwidth?v=>u[v]+o.bandwidth()-x:v=>u[v]-x:h-p-x).attr("y1",c?v=>c[v]:(d+f-m)/2).attr("y2",c?v=>c[v]:(d+f-m)/2).call(ui,this,i).call(i0,this,i,s)).node()}};function o0(e,t){let{x:n=We,y:i,y1:r,y2:s,...o}=PS(t);return[r,s]=US(i,r,s),new Gu(e,{...o,x:n,y1:r,y2:s})}function yc(e,t){let{y:n=We,x:i,x1:r,x2:s,...o}=IS(t);return[r,s]=US(i,r,s),new Vu(e,{...o,y:n,x1:r,x2:s})}function US(e,t,n){if(e==null){if(t===void 0){if(n!==void 0)return[0,n]}else if(n===void 0)return[0,t]}else{if(t===void 0)return n===void 0?[0,e]:[e,n];if(n===void 0)return[e,t]}return[t,n]}function Wo(e,...t){let n=t.length;for(let i=0,r=!0;i<n;++i)typeof t[i]!="function"&&(r&&(e=e.slice(),r=!1),e.splice(i,2,e[i]+t[i]+e[i+1]),t.splice(i,1),--i,--n);return i=>{let r=e[0];for(let s=0;s<n;++s)r+=t[s](i)+e[s+1];return r}}var EP={ariaLabel:"text",strokeLinejoin:"round",strokeWidth:3,paintOrder:"stroke"},zS="\xAD",$o=class extends Ee{constructor(t,n={}){let{x:i,y:r,text:s=Qn(t)&&wu(t)?We:vu,frameAnchor:o,textAnchor:a=/right$/i.test(o)?"end":/left$/i.test(o)?"start":"middle",lineAnchor:c=/^top/i.test(o)?"top":/^bottom/i.test(o)?"bottom":"middle",lineHeight:l=1,lineWidth:u=1/0,textOverflow:h,monospace:f,fontFamily:d=f?"ui-monospace, monospace":void 0,fontSize:p,fontStyle:y,fontVariant:m,fontWeight:g,rotate:x}=n,[S,v]=Te(x,0),[T,b]=PP(p);if(super(t,{x:{value:i,scale:"x",optional:!0},y:{value:r,scale:"y",optional:!0},fontSize:{value:T,optional:!0},rotate:{value:F1(S),optional:!0},text:{value:s,filter:cc,optional:!0}},n,EP),this.rotate=v,this.textAnchor=Ae(a,"middle"),this.lineAnchor=un(c,"lineAnchor",["top","middle","bottom"]),this.lineHeight=+l,this.lineWidth=+u,this.textOverflow=c0(h),this.monospace=!!f,this.fontFamily=Ce(d),this.fontSize=b,this.fontStyle=Ce(y),this.fontVariant=Ce(m),this.fontWeight=Ce(g),this.frameAnchor=Wr(o),!(this.lineWidth>=0))throw new Error(`invalid lineWidth: ${u}`);this.splitLines=h0(this),this.clipLine=d0(this)}render(t,n,i,r,s){let{x:o,y:a}=n,{x:c,y:l,rotate:u,text:h,title:f,fontSize:d}=i,{rotate:p}=this,[y,m]=zi(this,r);return pe("svg:g",s).call(fn,this,r,s).call(f0,this,h,r).call(dn,this,{x:c&&o,y:l&&a}).call(g=>g.selectAll().data(t).enter().append("text").call(hn,this).call(CP,this,h,f).attr("transform",Wo`translate(${c?x=>c[x]:y},${l?x=>l[x]:m})${u?x=>` rotate(${u[x]})`:p?` rotate(${p})`:""}`).call(Wt,"font-size",d&&(x=>d[x])).call(ui,this,i)).node()}};function c0(e){return e==null?null:un(e,"textOverflow",["clip","ellipsis","clip-start","clip-end","ellipsis-start","ellipsis-middle","ellipsis-end"]).replace(/^(clip|ellipsis)$/,"$1-end")}function CP(e,t,n,i){if(!n)return;let{lineAnchor:r,lineHeight:s,textOverflow:o,splitLines:a,clipLine:c}=t;e.each(function(l){let u=a(ki(n[l])??"").map(c),h=u.length,f=r==="top"?.71:r==="bottom"?1-h:(164-h*100)/200;if(h>1){let d=0;for(let p=0;p<h;++p){if(++d,!u[p])continue;let y=this.ownerDocument.createElementNS(Pr.svg,"tspan");y.setAttribute("x",0),p===d-1?y.setAttribute("y",`${(f+p)*s}em`):y.setAttribute("dy",`${d*s}em`),y.textContent=u[p],this.appendChild(y),d=0}}else f&&this.setAttribute("y",`${f*s}em`),this.textContent=u[0];if(o&&!i&&u[0]!==n[l]){let d=this.ownerDocument.createElementNS(Pr.svg,"title");d.textContent=n[l],this.appendChild(d)}})}function Xo(e,{x:t,y:n,...i}={}){return i.frameAnchor===void 0&&([t,n]=fr(t,n)),new $o(e,{...i,x:t,y:n})}function l0(e,{x:t=We,...n}={}){return new $o(e,NS({...n,x:t}))}function u0(e,{y:t=We,...n}={}){return new $o(e,LS({...n,y:t}))}function f0(e,t,n){Wt(e,"text-anchor",t.textAnchor),Wt(e,"font-family",t.fontFamily),Wt(e,"font-size",t.fontSize),Wt(e,"font-style",t.fontStyle),Wt(e,"font-variant",t.fontVariant===void 0?RP(n):t.fontVariant),Wt(e,"font-weight",t.fontWeight)}function RP(e){return e&&(k1(e)||en(e))?"tabular-nums":void 0}var IP=new Set(["inherit","initial","revert","unset","xx-small","x-small","small","medium","large","x-large","xx-large","xxx-large","larger","smaller"]);function PP(e){return e==null||typeof e=="number"?[void 0,e]:typeof e!="string"?[e,void 0]:(e=e.trim().toLowerCase(),IP.has(e)||/^[+-]?\d*\.?\d+(e[+-]?\d+)?(\w*|%)$/.test(e)?[void 0,e]:[e,void 0])}function LP(e,t,n){let i=[],r,s=0;for(let[o,a,c]of NP(e)){if(r===void 0&&(r=o),s>r&&n(e,r,a)>t&&(i.push(e.slice(r,s)+(e[s-1]===zS?"-":"")),r=o),c){i.push(e.slice(r,a)),r=void 0;continue}s=a}return i}function*NP(e){let t=0,n=0,i=e.length;for(;n<i;){let r=1;switch(e[n]){case zS:case"-":++n,yield[t,n,!1],t=n;break;case" ":for(yield[t,n,!1];e[++n]===" ";);t=n;break;case"\r":e[n+1]===`
`&&++r;case`
`:yield[t,n,!0],n+=r,t=n;break;default:++n;break}}yield[t,n,!0]}var FS={a:56,b:63,c:57,d:63,e:58,f:37,g:62,h:60,i:26,j:26,k:55,l:26,m:88,n:60,o:60,p:62,q:62,r:39,s:54,t:38,u:60,v:55,w:79,x:54,y:55,z:55,A:69,B:67,C:73,D:74,E:61,F:58,G:76,H:75,I:28,J:55,K:67,L:58,M:89,N:75,O:78,P:65,Q:78,R:67,S:65,T:65,U:75,V:69,W:98,X:69,Y:67,Z:67,0:64,1:48,2:62,3:64,4:66,5:63,6:65,7:58,8:65,9:65," ":29,"!":32,'"':49,"'":31,"(":39,")":39,",":31,"-":48,".":31,"/":32,":":31,";":31,"?":52,"\u2018":31,"\u2019":31,"\u201C":47,"\u201D":47,"\u2026":82};function Hu(e,t=0,n=e.length){let i=0;for(let r=t;r<n;r=qo(e,r))i+=FS[e[r]]??(VS(e,r)?120:FS.e);return i}function Wu(e,t=0,n=e.length){let i=0;for(let r=t;r<n;r=qo(e,r))i+=VS(e,r)?126:63;return i}function h0({monospace:e,lineWidth:t,textOverflow:n}){if(n!=null||t==1/0)return s=>s.split(/\r\n?|\n/g);let i=e?Wu:Hu,r=t*100;return s=>LP(s,r,i)}function d0({monospace:e,lineWidth:t,textOverflow:n}){if(n==null||t==1/0)return s=>s;let i=e?Wu:Hu,r=t*100;switch(n){case"clip-start":return s=>BS(s,r,i,"");case"clip-end":return s=>OS(s,r,i,"");case"ellipsis-start":return s=>BS(s,r,i,ks);case"ellipsis-middle":return s=>DP(s,r,i,ks);case"ellipsis-end":return s=>OS(s,r,i,ks)}}var ks="\u2026";function zs(e,t,n,i){let r=[],s=0;for(let o=0,a=0,c=e.length;o<c;o=a){a=qo(e,o);let l=n(e,o,a);if(s+l>t){for(s+=i;s>t&&o>0;)a=o,o=r.pop(),s-=n(e,o,a);return[o,t-s]}s+=l,r.push(o)}return[-1,0]}function OS(e,t,n,i){e=e.trim();let r=n(i),[s]=zs(e,t,n,r);return s<0?e:e.slice(0,s).trimEnd()+i}function DP(e,t,n,i){e=e.trim();let r=n(e);if(r<=t)return e;let s=n(i)/2,[o,a]=zs(e,t/2,n,s),[c]=zs(e,r-t/2-a+s,n,-s);return c<0?i:e.slice(0,o).trimEnd()+i+e.slice(qo(e,c)).trimStart()}function BS(e,t,n,i){e=e.trim();let r=n(e);if(r<=t)return e;let s=n(i),[o]=zs(e,r-t+s,n,-s);return o<0?i:i+e.slice(qo(e,o)).trimStart()}var a0=/[\p{Combining_Mark}\p{Emoji_Modifier}]+/uy,kS=/\p{Extended_Pictographic}/uy;function qo(e,t){return t+=UP(e,t)?2:1,OP(e,t)&&(t=a0.lastIndex),FP(e,t)?qo(e,t+1):t}function GS(e,t){return e.charCodeAt(t)<128}function UP(e,t){let n=e.charCodeAt(t);if(n>=55296&&n<56320){let i=e.charCodeAt(t+1);return i>=56320&&i<57344}return!1}function FP(e,t){return e.charCodeAt(t)===8205}function OP(e,t){return GS(e,t)?!1:(a0.lastIndex=t,a0.test(e))}function VS(e,t){return GS(e,t)?!1:(kS.lastIndex=t,kS.test(e))}var BP={ariaLabel:"vector",fill:"none",stroke:"currentColor",strokeWidth:1.5,strokeLinejoin:"round",strokeLinecap:"round"},HS=3.5,kP=HS*5,WS={draw(e,t,n){let i=t*n/kP;e.moveTo(0,0),e.lineTo(0,-t),e.moveTo(-i,i-t),e.lineTo(0,-t),e.lineTo(i,i-t)}},zP={draw(e,t,n){e.moveTo(-n,0),e.lineTo(0,-t),e.lineTo(n,0)}},GP=new Map([["arrow",WS],["spike",zP]]);function VP(e){return e&&typeof e.draw=="function"}function HP(e){if(VP(e))return e;let t=GP.get(`${e}`.toLowerCase());if(t)return t;throw new Error(`invalid shape: ${e}`)}var $u=class extends Ee{constructor(t,n={}){let{x:i,y:r,r:s=HS,length:o,rotate:a,shape:c=WS,anchor:l="middle",frameAnchor:u}=n,[h,f]=Te(o,12),[d,p]=Te(a,0);super(t,{x:{value:i,scale:"x",optional:!0},y:{value:r,scale:"y",optional:!0},length:{value:h,scale:"length",optional:!0},rotate:{value:d,optional:!0}},n,BP),this.r=+s,this.length=f,this.rotate=p,this.shape=HP(c),this.anchor=un(l,"anchor",["start","middle","end"]),this.frameAnchor=Wr(u)}render(t,n,i,r,s){let{x:o,y:a}=n,{x:c,y:l,length:u,rotate:h}=i,{length:f,rotate:d,anchor:p,shape:y,r:m}=this,[g,x]=zi(this,r);return pe("svg:g",s).call(fn,this,r,s).call(dn,this,{x:c&&o,y:l&&a}).call(S=>S.selectAll().data(t).enter().append("path").call(hn,this).attr("transform",Wo`translate(${c?v=>c[v]:g},${l?v=>l[v]:x})${h?v=>` rotate(${h[v]})`:d?` rotate(${d})`:""}${p==="start"?"":p==="end"?u?v=>` translate(0,${u[v]})`:` translate(0,${f})`:u?v=>` translate(0,${u[v]/2})`:` translate(0,${f/2})`}`).attr("d",u?v=>{let T=Si();return y.draw(T,u[v],m),T}:(()=>{let v=Si();return y.draw(v,f,m),v})()).call(ui,this,i)).node()}};function $S(e,t={}){let{x:n=We,...i}=t;return new $u(e,{...i,x:n})}function XS(e,t={}){let{y:n=We,...i}=t;return new $u(e,{...i,y:n})}function Xr(e,t){return arguments.length<2&&!Qn(e)&&(t=e,e=null),t===void 0&&(t={}),[e,t]}function Xu({anchor:e}={},t){return e===void 0?t[0]:un(e,"anchor",t)}function qS(e){return Xu(e,["left","right"])}function YS(e){return Xu(e,["right","left"])}function ZS(e){return Xu(e,["bottom","top"])}function JS(e){return Xu(e,["top","bottom"])}function qu(){let[e,t]=Xr(...arguments);return KS("y",qS(t),e,t)}function m0(){let[e,t]=Xr(...arguments);return KS("fy",YS(t),e,t)}function Yu(){let[e,t]=Xr(...arguments);return QS("x",ZS(t),e,t)}function g0(){let[e,t]=Xr(...arguments);return QS("fx",JS(t),e,t)}function KS(e,t,n,{color:i="currentColor",opacity:r=1,stroke:s=i,strokeOpacity:o=r,strokeWidth:a=1,fill:c=i,fillOpacity:l=r,textAnchor:u,textStroke:h,textStrokeOpacity:f,textStrokeWidth:d,tickSize:p=e==="y"?6:0,tickPadding:y,tickRotate:m,x:g,margin:x,marginTop:S=x===void 0?20:x,marginRight:v=x===void 0?t==="right"?40:0:x,marginBottom:T=x===void 0?20:x,marginLeft:b=x===void 0?t==="left"?40:0:x,label:_,labelAnchor:M,labelArrow:I,labelOffset:C,ariaLabel:E=`${e}-axis`,...N}){return p=Re(p),y=Re(y),m=Re(m),M!==void 0&&(M=un(M,"labelAnchor",["center","top","bottom"])),I=ow(I),Xg(p&&!$e(s)?WP(e,t,n,{stroke:s,strokeOpacity:o,strokeWidth:a,tickSize:p,tickPadding:y,tickRotate:m,x:g,ariaLabel:E,...N}):null,$e(c)?null:XP(e,t,n,{fill:c,fillOpacity:l,stroke:h,strokeOpacity:f,strokeWidth:d,textAnchor:u,tickSize:p,tickPadding:y,tickRotate:m,x:g,marginTop:S,marginRight:v,marginBottom:T,marginLeft:b,ariaLabel:E,...N}),!$e(c)&&_!==null?Xo([],nw({fill:c,fillOpacity:l,...N},function(B,P,L,z,k){let Y=z[e],{marginTop:U,marginRight:G,marginBottom:X,marginLeft:rt}=e==="y"&&k.inset||k,ct=M??(Y.bandwidth?"center":"top"),W=C??(t==="right"?G:rt)-3;return ct==="center"?(this.textAnchor=void 0,this.lineAnchor=t==="right"?"bottom":"top",this.frameAnchor=t,this.rotate=-90):(this.textAnchor=t==="right"?"end":"start",this.lineAnchor=ct,this.frameAnchor=`${ct}-${t}`,this.rotate=0),this.dy=ct==="top"?3-U:ct==="bottom"?X-3:0,this.dx=t==="right"?W:-W,this.ariaLabel=`${E} label`,{facets:[[0]],channels:{text:{value:[sw(e,Y,{anchor:t,label:_,labelAnchor:ct,labelArrow:I})]}}}})):null)}function QS(e,t,n,{color:i="currentColor",opacity:r=1,stroke:s=i,strokeOpacity:o=r,strokeWidth:a=1,fill:c=i,fillOpacity:l=r,textAnchor:u,textStroke:h,textStrokeOpacity:f,textStrokeWidth:d,tickSize:p=e==="x"?6:0,tickPadding:y,tickRotate:m,y:g,margin:x,marginTop:S=x===void 0?t==="top"?30:0:x,marginRight:v=x===void 0?20:x,marginBottom:T=x===void 0?t==="bottom"?30:0:x,marginLeft:b=x===void 0?20:x,label:_,labelAnchor:M,labelArrow:I,labelOffset:C,ariaLabel:E=`${e}-axis`,...N}){return p=Re(p),y=Re(y),m=Re(m),M!==void 0&&(M=un(M,"labelAnchor",["center","left","right"])),I=ow(I),Xg(p&&!$e(s)?$P(e,t,n,{stroke:s,strokeOpacity:o,strokeWidth:a,tickSize:p,tickPadding:y,tickRotate:m,y:g,ariaLabel:E,...N}):null,$e(c)?null:qP(e,t,n,{fill:c,fillOpacity:l,stroke:h,strokeOpacity:f,strokeWidth:d,textAnchor:u,tickSize:p,tickPadding:y,tickRotate:m,y:g,marginTop:S,marginRight:v,marginBottom:T,marginLeft:b,ariaLabel:E,...N}),!$e(c)&&_!==null?Xo([],nw({fill:c,fillOpacity:l,...N},function(B,P,L,z,k){let Y=z[e],{marginTop:U,marginRight:G,marginBottom:X,marginLeft:rt}=e==="x"&&k.inset||k,ct=M??(Y.bandwidth?"center":"right"),W=C??(t==="top"?U:X)-3;return ct==="center"?(this.frameAnchor=t,this.textAnchor=void 0):(this.frameAnchor=`${t}-${ct}`,this.textAnchor=ct==="right"?"end":"start"),this.lineAnchor=t,this.dy=t==="top"?-W:W,this.dx=ct==="right"?G-3:ct==="left"?3-rt:0,this.ariaLabel=`${E} label`,{facets:[[0]],channels:{text:{value:[sw(e,Y,{anchor:t,label:_,labelAnchor:ct,labelArrow:I})]}}}})):null)}function WP(e,t,n,{strokeWidth:i=1,strokeLinecap:r=null,strokeLinejoin:s=null,facetAnchor:o=t+(e==="y"?"-empty":""),frameAnchor:a=t,tickSize:c,inset:l=0,insetLeft:u=l,insetRight:h=l,dx:f=0,y:d=e==="y"?void 0:null,ariaLabel:p,...y}){return Yo(XS,e,n,{ariaLabel:`${p} tick`,ariaHidden:!0},{strokeWidth:i,strokeLinecap:r,strokeLinejoin:s,facetAnchor:o,frameAnchor:a,y:d,...y,dx:t==="left"?+f-Je+ +u:+f+Je-h,anchor:"start",length:c,shape:t==="left"?KP:QP})}function $P(e,t,n,{strokeWidth:i=1,strokeLinecap:r=null,strokeLinejoin:s=null,facetAnchor:o=t+(e==="x"?"-empty":""),frameAnchor:a=t,tickSize:c,inset:l=0,insetTop:u=l,insetBottom:h=l,dy:f=0,x:d=e==="x"?void 0:null,ariaLabel:p,...y}){return Yo($S,e,n,{ariaLabel:`${p} tick`,ariaHidden:!0},{strokeWidth:i,strokeLinejoin:s,strokeLinecap:r,facetAnchor:o,frameAnchor:a,x:d,...y,dy:t==="bottom"?+f-Je-h:+f+Je+ +u,anchor:"start",length:c,shape:t==="bottom"?ZP:JP})}function XP(e,t,n,{facetAnchor:i=t+(e==="y"?"-empty":""),frameAnchor:r=t,tickSize:s,tickRotate:o=0,tickPadding:a=Math.max(3,9-s)+(Math.abs(o)>60?4*Math.cos(o*jg):0),text:c,textAnchor:l=Math.abs(o)>60?"middle":t==="left"?"end":"start",lineAnchor:u=o>60?"top":o<-60?"bottom":"middle",fontVariant:h,inset:f=0,insetLeft:d=f,insetRight:p=f,dx:y=0,ariaLabel:m,y:g=e==="y"?void 0:null,...x}){return Yo(u0,e,n,{ariaLabel:`${m} tick label`},{facetAnchor:i,frameAnchor:r,text:c,textAnchor:l,lineAnchor:u,fontVariant:h,rotate:o,y:g,...x,dx:t==="left"?+y-s-a+ +d:+y+ +s+ +a-p},function(S,v,T,b,_){h===void 0&&(this.fontVariant=rw(S)),c===void 0&&(_.text=iw(S,v,T,b,t))})}function qP(e,t,n,{facetAnchor:i=t+(e==="x"?"-empty":""),frameAnchor:r=t,tickSize:s,tickRotate:o=0,tickPadding:a=Math.max(3,9-s)+(Math.abs(o)>=10?4*Math.cos(o*jg):0),text:c,textAnchor:l=Math.abs(o)>=10?o<0^t==="bottom"?"start":"end":"middle",lineAnchor:u=Math.abs(o)>=10?"middle":t==="bottom"?"top":"bottom",fontVariant:h,inset:f=0,insetTop:d=f,insetBottom:p=f,dy:y=0,x:m=e==="x"?void 0:null,ariaLabel:g,...x}){return Yo(l0,e,n,{ariaLabel:`${g} tick label`},{facetAnchor:i,frameAnchor:r,text:c===void 0?null:c,textAnchor:l,lineAnchor:u,fontVariant:h,rotate:o,x:m,...x,dy:t==="bottom"?+y+ +s+ +a-p:+y-s-a+ +d},function(S,v,T,b,_){h===void 0&&(this.fontVariant=rw(S)),c===void 0&&(_.text=iw(S,v,T,b,t))})}function xc(){let[e,t]=Xr(...arguments);return jS("y",qS(t),e,t)}function _0(){let[e,t]=Xr(...arguments);return jS("fy",YS(t),e,t)}function vc(){let[e,t]=Xr(...arguments);return tw("x",ZS(t),e,t)}function y0(){let[e,t]=Xr(...arguments);return tw("fx",JS(t),e,t)}function jS(e,t,n,{y:i=e==="y"?void 0:null,x:r=null,x1:s=t==="left"?r:null,x2:o=t==="right"?r:null,ariaLabel:a=`${e}-grid`,ariaHidden:c=!0,...l}){return Yo(yc,e,n,{ariaLabel:a,ariaHidden:c},{y:i,x1:s,x2:o,...ew(l)})}function tw(e,t,n,{x:i=e==="x"?void 0:null,y:r=null,y1:s=t==="top"?r:null,y2:o=t==="bottom"?r:null,ariaLabel:a=`${e}-grid`,ariaHidden:c=!0,...l}){return Yo(o0,e,n,{ariaLabel:a,ariaHidden:c},{x:i,y1:s,y2:o,...ew(l)})}function ew({color:e="currentColor",opacity:t=.1,stroke:n=e,strokeOpacity:i=t,strokeWidth:r=1,...s}){return{stroke:n,strokeOpacity:i,strokeWidth:r,...s}}function nw({fill:e,fillOpacity:t,fontFamily:n,fontSize:i,fontStyle:r,fontVariant:s,fontWeight:o,monospace:a,pointerEvents:c,shapeRendering:l,clip:u=!1},h){return[,e]=Di(e),[,t]=Te(t),{facet:"super",x:null,y:null,fill:e,fillOpacity:t,fontFamily:n,fontSize:i,fontStyle:r,fontVariant:s,fontWeight:o,monospace:a,pointerEvents:c,shapeRendering:l,clip:u,initializer:h}}function Yo(e,t,n,i,r,s){let o;function a(u,h,f,d,p,y){let m=u==null&&(t==="fx"||t==="fy"),{[t]:g}=d;if(!g)throw new Error(`missing scale: ${t}`);let x=g.domain(),{interval:S,ticks:v,tickFormat:T,tickSpacing:b=t==="x"?80:35}=r;if(typeof v=="string"&&aw(g)&&(S=v,v=void 0),v===void 0&&(v=Vr(S,g.type)??YP(g,b)),u==null){if(Qn(v))u=Ui(v);else if(U1(v))u=p0(v,...zn(x));else if(g.interval){let M=g.interval;if(g.ticks){let[I,C]=zn(x),E=(C-I)/M[Eo];M=cg(M,E/v)??M,u=p0(M,I,C)}else{u=x;let I=u.length;M=cg(M,I/v)??M,M!==g.interval&&(u=p0(M,...zn(u)))}if(M===g.interval){let I=Math.round(u.length/v);I>1&&(u=u.filter((C,E)=>E%I===0))}}else g.ticks?u=g.ticks(v):u=x;if(!g.ticks&&u.length&&u!==x){let M=new vi(x);u=u.filter(I=>M.has(I)),u.length||vn(`Warning: the ${t}-axis ticks appear to not align with the scale domain, resulting in no ticks. Try different ticks?`)}t==="y"||t==="x"?h=[Oi(u)]:o[t]={scale:t,value:We}}s?.call(this,g,u,v,T,o);let _=Object.fromEntries(Object.entries(o).map(([M,I])=>[M,{...I,value:En(u,I.value)}]));return m&&(h=y.filterFacets(u,_)),{data:u,facets:h,channels:_}}let c=hr(r).initializer,l=e(n,hr({...r,initializer:a},c));return n==null?(o=l.channels,l.channels={}):o={},i!==void 0&&Object.assign(l,i),l.clip===void 0&&(l.clip=!1),l}function YP(e,t){let[n,i]=zn(e.range());return(i-n)/t}function iw(e,t,n,i,r){return{value:bc(e,t,n,i,r)}}function bc(e,t,n,i,r){return typeof i=="function"&&!(e.type==="log"&&e.tickFormat)?i:i===void 0&&t&&en(t)?M1(e.type,t,r)??ki:e.tickFormat?e.tickFormat(typeof n=="number"?n:null,i):typeof i=="string"&&e.domain().length>0?(en(e.domain())?Ii:wi)(i):i===void 0?ki:Cn(i)}function p0(e,t,n){return e.range(t,e.offset(e.floor(n)))}var ZP={draw(e,t){e.moveTo(0,0),e.lineTo(0,t)}},JP={draw(e,t){e.moveTo(0,0),e.lineTo(0,-t)}},KP={draw(e,t){e.moveTo(0,0),e.lineTo(-t,0)}},QP={draw(e,t){e.moveTo(0,0),e.lineTo(t,0)}};function rw(e){return e.bandwidth&&!e.interval?void 0:"tabular-nums"}function sw(e,t,{anchor:n,label:i=t.label,labelAnchor:r,labelArrow:s}={}){if(!(i==null||i.inferred&&aw(t)&&/^(date|time|year)$/i.test(i))){if(i=String(i),s==="auto"&&(s=(!t.bandwidth||t.interval)&&!/[↑↓→←]/.test(i)),!s)return i;if(s===!0){let o=qM(t);o&&(s=/x$/.test(e)||r==="center"?/x$/.test(e)===o<0?"left":"right":o<0?"up":"down")}switch(s){case"left":return`\u2190 ${i}`;case"right":return`${i} \u2192`;case"up":return n==="right"?`${i} \u2191`:`\u2191 ${i}`;case"down":return n==="right"?`${i} \u2193`:`\u2193 ${i}`}return i}}function ow(e="auto"){return $e(e)?!1:typeof e=="boolean"?e:un(e,"labelArrow",["auto","up","right","down","left"])}function aw(e){return en(e.domain())}function cw(e,t){if(t==null)return t;let n=e(t);if(!n)throw new Error(`scale not found: ${t}`);return n}function lw(e,{opacity:t,...n}={}){if(!Bi(e)&&!Bg(e))throw new Error(`swatches legend requires ordinal or threshold color scale (not ${e.type})`);return fw(e,n,(i,r,s,o)=>i.append("svg").attr("width",s).attr("height",o).attr("fill",r.scale).attr("fill-opacity",Te(t)[1]).append("rect").attr("width","100%").attr("height","100%"))}function uw(e,{fill:t=e.hint?.fill!==void 0?e.hint.fill:"none",fillOpacity:n=1,stroke:i=e.hint?.stroke!==void 0?e.hint.stroke:$e(t)?"currentColor":"none",strokeOpacity:r=1,strokeWidth:s=1.5,r:o=4.5,...a}={},c){let[l,u]=Di(t),[h,f]=Di(i),d=cw(c,l),p=cw(c,h),y=o*o*Math.PI;return n=Te(n)[1],r=Te(r)[1],s=Te(s)[1],fw(e,a,(m,g,x,S)=>m.append("svg").attr("viewBox","-8 -8 16 16").attr("width",x).attr("height",S).attr("fill",l==="color"?v=>d.scale(v):u).attr("fill-opacity",n).attr("stroke",h==="color"?v=>p.scale(v):f).attr("stroke-opacity",r).attr("stroke-width",s).append("path").attr("d",v=>{let T=Si();return e.scale(v).draw(T,y),T}))}function fw(e,t={},n){let{columns:i,tickFormat:r,fontVariant:s=zu(e),swatchSize:o=15,swatchWidth:a=o,swatchHeight:c=o,marginLeft:l=0,className:u,style:h,width:f}=t,d=zo(t);u=Go(u),r=bc(e.scale,e.domain,void 0,r);let p=pe("div",d).attr("class",`${u}-swatches ${u}-swatches-${i!=null?"columns":"wrap"}`),y;return i!=null?(y=`:where(.${u}-swatches-columns .${u}-swatch) {
  display: flex;
  align-items: center;
  break-inside: avoid;
  padding-bottom: 1px;
}
:where(.${u}-swatches-columns .${u}-swatch::before) {
  flex-shrink: 0;
}
:where(.${u}-swatches-columns .${u}-swatch-label) {
  white-space: nowrap;
  overflow: hidden;
  text-overflow: ellipsis;
}`,p.style("columns",i).selectAll().data(e.domain).enter().append("div").attr("class",`${u}-swatch`).call(n,e,a,c).call(m=>m.append("div").attr("class",`${u}-swatch-label`).attr("title",r).text(r))):(y=`:where(.${u}-swatches-wrap) {
  display: flex;
  align-items: center;
  min-height: 33px;
  flex-wrap: wrap;
}
:where(.${u}-swatches-wrap .${u}-swatch) {
  display: inline-flex;
  align-items: center;
  margin-right: 1em;
}`,p.selectAll().data(e.domain).enter().append("span").attr("class",`${u}-swatch`).call(n,e,a,c).append(function(){return this.ownerDocument.createTextNode(r.apply(this,arguments))})),p.call(m=>m.insert("style","*").text(`:where(.${u}-swatches) {
  font-family: system-ui, sans-serif;
  font-size: 10px;
  margin-bottom: 0.5em;
}
:where(.${u}-swatch > svg) {
  margin-right: 0.5em;
  overflow: visible;
}
${y}`)).style("margin-left",l?`${+l}px`:null).style("width",f===void 0?null:`${+f}px`).style("font-variant",Ae(s,"normal")).call(Vo,h).node()}var x0=new Map([["symbol",uw],["color",pw],["opacity",jP]]);function hw(e,t,n={}){return(i,r)=>{if(!x0.has(i))throw new Error(`unknown legend type: ${i}`);if(i in e)return x0.get(i)(e[i],dw(t,n[i],r),s=>e[s])}}function dw({className:e,...t},{label:n,ticks:i,tickFormat:r}={},s){return V1(s,{className:e,...t},{label:n,ticks:i,tickFormat:r})}function pw(e,{legend:t=!0,...n}){if(t===!0&&(t=e.type==="ordinal"?"swatches":"ramp"),e.domain!==void 0)switch(`${t}`.toLowerCase()){case"swatches":return lw(e,n);case"ramp":return vS(e,n);default:throw new Error(`unknown legend type: ${t}`)}}function jP({type:e,interpolate:t,...n},{legend:i=!0,color:r=ci(0,0,0),...s}){if(!t)throw new Error(`${e} opacity scales are not supported`);if(i===!0&&(i="ramp"),`${i}`.toLowerCase()!=="ramp")throw new Error(`${i} opacity legends are not supported`);return pw({type:e,...n,interpolate:tL(r)},{legend:i,...s})}function tL(e){let{r:t,g:n,b:i}=ci(e)||ci(0,0,0);return r=>`rgba(${t},${n},${i},${r})`}function mw(e,t,n){let i=[];for(let[r,s]of x0){let o=n[r];if(o?.legend&&r in e){let a=s(e[r],dw(t,e[r],o),c=>e[c]);a!=null&&i.push(a)}}return i}function gw(e,{inset:t=0,insetTop:n=t,insetRight:i=t,insetBottom:r=t,insetLeft:s=t}={}){e.insetTop=Re(n),e.insetRight=Re(i),e.insetBottom=Re(r),e.insetLeft=Re(s)}function _w(e,{r:t,rx:n,ry:i,rx1:r=t,ry1:s=t,rx2:o=t,ry2:a=t,rx1y1:c=r!==void 0?+r:s!==void 0?+s:0,rx1y2:l=r!==void 0?+r:a!==void 0?+a:0,rx2y1:u=o!==void 0?+o:s!==void 0?+s:0,rx2y2:h=o!==void 0?+o:a!==void 0?+a:0}={}){c||l||u||h?(e.rx1y1=c,e.rx1y2=l,e.rx2y1=u,e.rx2y2=h):(e.rx=Ae(n,"auto"),e.ry=Ae(i,"auto"))}function yw(e,t,n,i,r,s){let{rx1y1:o,rx1y2:a,rx2y1:c,rx2y2:l}=s;typeof t!="function"&&(t=Cn(t)),typeof n!="function"&&(n=Cn(n)),typeof i!="function"&&(i=Cn(i)),typeof r!="function"&&(r=Cn(r));let u=Math.max(Math.abs(o+c),Math.abs(a+l)),h=Math.max(Math.abs(o+a),Math.abs(c+l));e.attr("d",f=>{let d=t(f),p=n(f),y=i(f),m=r(f),g=d>y,x=p>m,S=g?y:d,v=g?d:y,T=x?m:p,b=x?p:m,_=Math.min(1,(v-S)/u,(b-T)/h),M=_*(g?x?l:c:x?a:o),I=_*(g?x?a:o:x?l:c),C=_*(g?x?o:a:x?c:l),E=_*(g?x?c:l:x?o:a);return`M${S},${T+Ju(M,E)}A${M},${M} 0 0 ${M<0?0:1} ${S+Zu(M,E)},${T}H${v-Zu(I,C)}A${I},${I} 0 0 ${I<0?0:1} ${v},${T+Ju(I,C)}V${b-Ju(C,I)}A${C},${C} 0 0 ${C<0?0:1} ${v-Zu(C,I)},${b}H${S+Zu(E,M)}A${E},${E} 0 0 ${E<0?0:1} ${S},${b-Ju(E,M)}Z`})}function Zu(e,t){return t<0?e:Math.abs(e)}function Ju(e,t){return t<0?Math.abs(e):e}var eL={ariaLabel:"frame",fill:"none",stroke:"currentColor",clip:!1},nL={ariaLabel:"frame",fill:null,stroke:"currentColor",strokeLinecap:"square",clip:!1},v0=class extends Ee{constructor(t={}){let{anchor:n=null}=t;super(Co,void 0,t,n==null?eL:nL),this.anchor=mg(n,"anchor",["top","right","bottom","left"]),gw(this,t),n||_w(this,t)}render(t,n,i,r,s){let{marginTop:o,marginRight:a,marginBottom:c,marginLeft:l,width:u,height:h}=r,{anchor:f,insetTop:d,insetRight:p,insetBottom:y,insetLeft:m}=this,{rx:g,ry:x,rx1y1:S,rx1y2:v,rx2y1:T,rx2y2:b}=this,_=l+m,M=u-a-p,I=o+d,C=h-c-y;return pe(f?"svg:line":S||v||T||b?"svg:path":"svg:rect",s).datum(0).call(fn,this,r,s).call(hn,this).call(ui,this,i).call(dn,this,{}).call(f==="left"?E=>E.attr("x1",_).attr("x2",_).attr("y1",I).attr("y2",C):f==="right"?E=>E.attr("x1",M).attr("x2",M).attr("y1",I).attr("y2",C):f==="top"?E=>E.attr("x1",_).attr("x2",M).attr("y1",I).attr("y2",I):f==="bottom"?E=>E.attr("x1",_).attr("x2",M).attr("y1",C).attr("y2",C):S||v||T||b?E=>E.call(yw,_,I,M,C,this):E=>E.attr("x",_).attr("y",I).attr("width",M-_).attr("height",C-I).attr("rx",g).attr("ry",x)).node()}};function xw(e){return new v0(e)}var b0={ariaLabel:"tip",fill:"var(--plot-background)",stroke:"currentColor"},iL=new Set(["geometry","href","src","ariaLabel","scales"]),Ku=class extends Ee{constructor(t,n={}){n.tip&&(n={...n,tip:!1}),n.title===void 0&&Qn(t)&&wu(t)&&(n={...n,title:We});let{x:i,y:r,x1:s,x2:o,y1:a,y2:c,anchor:l,preferredAnchor:u="bottom",monospace:h,fontFamily:f=h?"ui-monospace, monospace":void 0,fontSize:d,fontStyle:p,fontVariant:y,fontWeight:m,lineHeight:g=1,lineWidth:x=20,frameAnchor:S,format:v,textAnchor:T="start",textOverflow:b,textPadding:_=8,title:M,pointerSize:I=12,pathFilter:C="drop-shadow(0 3px 4px rgba(0,0,0,0.2))"}=n;super(t,{x:{value:s!=null&&o!=null?null:i,scale:"x",optional:!0},y:{value:a!=null&&c!=null?null:r,scale:"y",optional:!0},x1:{value:s,scale:"x",optional:o==null},y1:{value:a,scale:"y",optional:c==null},x2:{value:o,scale:"x",optional:s==null},y2:{value:c,scale:"y",optional:a==null},title:{value:M,optional:!0}},n,b0),this.anchor=Au(l,"anchor"),this.preferredAnchor=Au(u,"preferredAnchor"),this.frameAnchor=Wr(S),this.textAnchor=Ae(T,"middle"),this.textPadding=+_,this.pointerSize=+I,this.pathFilter=Ce(C),this.lineHeight=+g,this.lineWidth=+x,this.textOverflow=c0(b),this.monospace=!!h,this.fontFamily=Ce(f),this.fontSize=Re(d),this.fontStyle=Ce(p),this.fontVariant=Ce(y),this.fontWeight=Ce(m);for(let E in b0)E in this.channels&&(this[E]=b0[E]);this.splitLines=h0(this),this.clipLine=d0(this),this.format=typeof v=="string"||typeof v=="function"?{title:v}:{...v}}render(t,n,i,r,s){let o=this,{x:a,y:c,fx:l,fy:u}=n,{ownerSVGElement:h,document:f}=s,{anchor:d,monospace:p,lineHeight:y,lineWidth:m}=this,{textPadding:g,pointerSize:x,pathFilter:S}=this,{marginTop:v,marginLeft:T}=r,{x1:b,y1:_,x2:M,y2:I,x:C=b??M,y:E=_??I}=i,N=l?l(t.fx)-T:0,B=u?u(t.fy)-v:0,[P,L]=zi(this,r),z=Kg(i,P),k=Qg(i,L),Y=p?Wu:Hu,U=Y(ks),G,X;"title"in i?(G=vw.call(this,{title:i.channels.title},n),X=aL):(G=vw.call(this,i.channels,n),X=cL);let rt=pe("svg:g",s).call(fn,this,r,s).call(f0,this).call(dn,this,{x:C&&a,y:E&&c}).call(ot=>ot.selectAll().data(t).enter().append("g").attr("transform",ut=>`translate(${Math.round(z(ut))},${Math.round(k(ut))})`).call(hn,this).call(ut=>ut.append("path").attr("filter",S)).call(ut=>ut.append("text").each(function(st){let at=oi(this);this.setAttribute("fill","currentColor"),this.setAttribute("fill-opacity",1),this.setAttribute("stroke","none");let J=X.call(o,st,t,G,n,i);if(typeof J=="string")for(let yt of o.splitLines(J))ct(at,{value:o.clipLine(yt)});else{let yt=new Set;for(let lt of J){let{label:K=""}=lt;K&&yt.has(K)||(yt.add(K),ct(at,lt))}}})));function ct(ot,{label:ut,value:st,color:at,opacity:J}){ut??="",st??="";let yt=at!=null||J!=null,lt,K=m*100,[Lt]=zs(ut,K,Y,U);if(Lt>=0)ut=ut.slice(0,Lt).trimEnd()+ks,lt=st.trim(),st="";else{(ut||!st&&!yt)&&(st=" "+st);let[zt]=zs(st,K-Y(ut),Y,U);zt>=0&&(lt=st.trim(),st=st.slice(0,zt).trimEnd()+ks)}let Mt=ot.append("tspan").attr("x",0).attr("dy",`${y}em`).text("\u200B");ut&&Mt.append("tspan").attr("font-weight","bold").text(ut),st&&Mt.append(()=>f.createTextNode(st)),yt&&Mt.append("tspan").text(" \u25A0").attr("fill",at).attr("fill-opacity",J).style("user-select","none"),lt&&Mt.append("title").text(lt)}function W(){let{width:ot,height:ut}=r.facet??r;rt.selectChildren().each(function(st){let{x:at,width:J,height:yt}=this.getBBox();J=Math.round(J),yt=Math.round(yt);let lt=d;if(lt===void 0){let Mt=z(st)+N,zt=k(st)+B,$t=Mt+J+x+g*2<ot,ue=Mt-J-x-g*2>0,oe=zt+yt+x+g*2<ut,Qe=zt-yt-x-g*2>0;lt=$t&&ue?oe&&Qe?o.preferredAnchor:Qe?"bottom":"top":oe&&Qe?$t?"left":"right":($t||ue)&&(oe||Qe)?`${Qe?"bottom":"top"}-${$t?"left":"right"}`:o.preferredAnchor}let K=this.firstChild,Lt=this.lastChild;if(K.setAttribute("d",oL(lt,x,g,J,yt)),at)for(let Mt of Lt.childNodes)Mt.setAttribute("x",-at);Lt.setAttribute("y",`${+rL(lt,Lt.childNodes.length,y).toFixed(6)}em`),Lt.setAttribute("transform",`translate(${sL(lt,x,g,J,yt)})`)}),rt.attr("visibility",null)}return t.length&&(rt.attr("visibility","hidden"),h.isConnected?Promise.resolve().then(W):typeof requestAnimationFrame<"u"&&requestAnimationFrame(W)),rt.node()}};function Mc(e,{x:t,y:n,...i}={}){return i.frameAnchor===void 0&&([t,n]=fr(t,n)),new Ku(e,{...i,x:t,y:n})}function rL(e,t,n){return/^top(?:-|$)/.test(e)?.94-n:-.29-t*n}function sL(e,t,n,i,r){switch(e){case"middle":return[-i/2,r/2];case"top-left":return[n,t+n];case"top":return[-i/2,t/2+n];case"top-right":return[-i-n,t+n];case"right":return[-t/2-i-n,r/2];case"bottom-left":return[n,-t-n];case"bottom":return[-i/2,-t/2-n];case"bottom-right":return[-i-n,-t-n];case"left":return[n+t/2,r/2]}}function oL(e,t,n,i,r){let s=i+n*2,o=r+n*2;switch(e){case"middle":return`M${-s/2},${-o/2}h${s}v${o}h${-s}z`;case"top-left":return`M0,0l${t},${t}h${s-t}v${o}h${-s}z`;case"top":return`M0,0l${t/2},${t/2}h${(s-t)/2}v${o}h${-s}v${-o}h${(s-t)/2}z`;case"top-right":return`M0,0l${-t},${t}h${t-s}v${o}h${s}z`;case"right":return`M0,0l${-t/2},${-t/2}v${t/2-o/2}h${-s}v${o}h${s}v${t/2-o/2}z`;case"bottom-left":return`M0,0l${t},${-t}h${s-t}v${-o}h${-s}z`;case"bottom":return`M0,0l${t/2},${-t/2}h${(s-t)/2}v${-o}h${-s}v${o}h${(s-t)/2}z`;case"bottom-right":return`M0,0l${-t},${-t}h${t-s}v${-o}h${s}z`;case"left":return`M0,0l${t/2},${-t/2}v${t/2-o/2}h${s}v${o}h${-s}v${t/2-o/2}z`}}function vw(e,t){let n={},i=this.format;i=bw(i,e,"x"),i=bw(i,e,"y"),this.format=i;for(let r in i){let s=i[r];if(!(s===null||s===!1))if(r==="fx"||r==="fy")n[r]=!0;else{let o=Ag(e,r);o&&(n[r]=o)}}for(let r in e){if(r in n||r in i||iL.has(r)||(r==="x"||r==="y")&&e.geometry)continue;let s=Ag(e,r);if(s){if(s.scale==null&&s.defaultScale==="color")continue;n[r]=s}}this.facet&&(t.fx&&!("fx"in i)&&(n.fx=!0),t.fy&&!("fy"in i)&&(n.fy=!0));for(let r in n){let s=this.format[r];if(typeof s=="string"){let o=n[r]?.value??t[r]?.domain()??[];this.format[r]=(en(o)?Ii:wi)(s)}else if(s===void 0||s===!0){let o=t[r];this.format[r]=o?.bandwidth?bc(o,o.domain()):ki}}return n}function bw(e,t,n){if(!(n in e))return e;let i=`${n}1`,r=`${n}2`;if((i in e||!(i in t))&&(r in e||!(r in t)))return e;let s=Object.entries(e),o=e[n];return s.splice(s.findIndex(([a])=>a===n)+1,0,[i,o],[r,o]),Object.fromEntries(s)}function aL(e,t,{title:n}){return this.format.title(n.value[e],e)}function*cL(e,t,n,i,r){for(let s in n){if(s==="fx"||s==="fy"){yield{label:Qu(i,n,s),value:this.format[s](t[s],e)};continue}if(s==="x1"&&"x2"in n||s==="y1"&&"y2"in n)continue;let o=n[s];if(s==="x2"&&"x1"in n)yield{label:Sw(i,n,"x"),value:Mw(this.format.x2,n.x1,o,e)};else if(s==="y2"&&"y1"in n)yield{label:Sw(i,n,"y"),value:Mw(this.format.y2,n.y1,o,e)};else{let a=o.value[e],c=o.scale;if(!Jn(a)&&c==null)continue;yield{label:Qu(i,n,s),value:this.format[s](a,e),color:c==="color"?r[s][e]:null,opacity:c==="opacity"?r[s][e]:null}}}}function Mw(e,t,n,i){return n.hint?.length?`${e(n.value[i]-t.value[i],i)}`:`${e(t.value[i],i)}\u2013${e(n.value[i],i)}`}function Sw(e,t,n){let i=Qu(e,t,`${n}1`,n),r=Qu(e,t,`${n}2`,n);return i===r?i:`${i}\u2013${r}`}function Qu(e,t,n,i=n){let r=t[n],s=e[r?.scale??n];return String(s?.label??r?.label??i)}function wc(e={}){let{facet:t,style:n,title:i,subtitle:r,caption:s,ariaLabel:o,ariaDescription:a}=e,c=Go(e.className),l=e.marks===void 0?[]:Tw(e.marks);l.push(...pL(l));let u=hL(t,e),h=new Map;for(let U of l){let G=Aw(U,u,e);G&&h.set(U,G)}let f=new Map;u&&Sc(f,[u],e),Sc(f,h,e);let d=Tw(mL(l,f,e));for(let U of d){let G=Aw(U,u,e);G&&h.set(U,G)}l.unshift(...d);let p=QM(f,e);if(p!==void 0){let U=u?Uu(p,u):void 0;for(let X of l){if(X.facet===null||X.facet==="super")continue;let rt=h.get(X);rt!==void 0&&(rt.facetsIndex=X.fx!=null||X.fy!=null?Uu(p,rt):U)}let G=new Set;for(let{facetsIndex:X}of h.values())X?.forEach((rt,ct)=>{rt?.length>0&&G.add(ct)});p.forEach(0<G.size&&G.size<p.length?(X,rt)=>X.empty=!G.has(rt):X=>X.empty=!1);for(let X of l)if(X.facet==="exclude"){let rt=h.get(X);rt!==void 0&&(rt.facetsIndex=eS(rt.facetsIndex))}}for(let U of fe.keys())Ro(e[U])&&U!=="fx"&&U!=="fy"&&f.set(U,[]);let y=new Map;for(let U of l){if(y.has(U))throw new Error("duplicate mark; each mark must be unique");let{facetsIndex:G,channels:X}=h.get(U)??{},{data:rt,facets:ct,channels:W}=U.initialize(G,X,e);w0(W,e),y.set(U,{data:rt,facets:ct,channels:W})}let m=pc(Sc(f,y,e),e),g=yS(m,l,e);XM(m,g);let x=Fg(m),{fx:S,fy:v}=x,T=S||v?Og(m,g):g,b=S||v?ML(x,g):g,_=zo(e),M=_.document,I=ro("svg").call(M.documentElement),C=I;_.ownerSVGElement=I,_.className=c,_.projection=rS(e,T),_.path=function(){return qa(this.projection??uS(x))},_.filterFacets=(U,G)=>Uu(p,{channels:G,groups:Nu(U,G)}),_.getMarkState=U=>{let G=y.get(U),X=h.get(U);return{...G,channels:{...G.channels,...X?.channels}}},_.dispatchValue=U=>{C.value!==U&&(C.value=U,C.dispatchEvent(new _.document.defaultView.Event("input",{bubbles:!0})))};let E=new Set;for(let[U,G]of y)if(U.initializer!=null){let X=U.facet==="super"?b:T,rt=U.initializer(G.data,G.facets,G.channels,x,X,_);if(rt.data!==void 0&&(G.data=rt.data),rt.facets!==void 0&&(G.facets=rt.facets),rt.channels!==void 0){let{fx:ct,fy:W,...ot}=rt.channels;fL(ot),Object.assign(G.channels,ot);for(let ut of Object.values(ot)){let{scale:st}=ut;st!=null&&!X1(fe.get(st))&&(Rw(ut,e),E.add(st))}(ct!=null||W!=null)&&h.set(U,!0)}}if(E.size){let U=new Map;Sc(U,y,e,ct=>E.has(ct)),Sc(f,y,e,ct=>E.has(ct));let G=bL(pc(U,e),m),{scales:X,...rt}=Fg(G);Object.assign(m,G),Object.assign(x,rt),Object.assign(x.scales,X)}let N,B;p!==void 0&&(N={x:S?.domain(),y:v?.domain()},p=jM(p,N),B=tS(S,v,g));for(let[U,G]of y)G.values=U.scale(G.channels,x,_);let{width:P,height:L}=g;oi(I).attr("class",c).attr("fill","currentColor").attr("font-family","system-ui, sans-serif").attr("font-size",10).attr("text-anchor","middle").attr("width",P).attr("height",L).attr("viewBox",`0 0 ${P} ${L}`).attr("aria-label",o).attr("aria-description",a).call(U=>U.append("style").text(`:where(.${c}) {
  --plot-background: white;
  display: block;
  height: auto;
  height: intrinsic;
  max-width: 100%;
}
:where(.${c} text),
:where(.${c} tspan) {
  white-space: pre;
}`)).call(Vo,n);for(let U of l){let{channels:G,values:X,facets:rt}=y.get(U);if(p===void 0||U.facet==="super"){let ct=null;if(rt&&(ct=rt[0],ct=U.filter(ct,G,X),ct.length===0))continue;let W=U.render(ct,x,X,b,_);if(W==null)continue;I.appendChild(W)}else{let ct;for(let W of p){if(!(U.facetAnchor?.(p,N,W)??!W.empty))continue;let ot=null;if(rt){let st=h.has(U);if(ot=rt[st?W.i:0],ot=U.filter(ot,G,X),ot.length===0)continue;!st&&ot===rt[0]&&(ot=L1(ot)),ot.fx=W.x,ot.fy=W.y,ot.fi=W.i}let ut=U.render(ot,x,X,T,_);if(ut!=null){(ct??=oi(I).append("g")).append(()=>ut).datum(W);for(let st of["aria-label","aria-description","aria-hidden","transform"])ut.hasAttribute(st)&&(ct.attr(st,ut.getAttribute(st)),ut.removeAttribute(st))}}ct?.selectChildren().each(B)}}let z=mw(m,_,e),{figure:k=i!=null||r!=null||s!=null||z.length>0}=e;k&&(C=M.createElement("figure"),C.className=`${c}-figure`,C.style.maxWidth="initial",i!=null&&C.append(ww(M,i,"h2")),r!=null&&C.append(ww(M,r,"h3")),C.append(...z,I),s!=null&&C.append(lL(M,s)),"value"in I&&(C.value=I.value,delete I.value)),C.scale=JM(x.scales),C.legend=hw(m,_,e);let Y=EM();return Y>0&&oi(I).append("text").attr("x",P).attr("y",20).attr("dy","-1em").attr("text-anchor","end").attr("font-family","initial").text("\u26A0\uFE0F").append("title").text(`${Y.toLocaleString("en-US")} warning${Y===1?"":"s"}. Please check the console.`),C}function ww(e,t,n){if(t.ownerDocument)return t;let i=e.createElement(n);return i.append(t),i}function lL(e,t){let n=e.createElement("figcaption");return n.append(t),n}function Tw(e){return e.flat(1/0).filter(t=>t!=null).map(uL)}function uL(e){return typeof e.render=="function"?e:new S0(e)}var S0=class extends Ee{constructor(t){if(typeof t!="function")throw new TypeError("invalid mark; missing render function");super(),this.render=t}render(){}};function w0(e,t){for(let n in e)Rw(e[n],t);return e}function Rw(e,t){let{scale:n,transform:i=!0}=e;if(n==null||!i)return;let{type:r,percent:s,interval:o,transform:a=s?c=>c==null?NaN:c*100:N1(o,r)}=t[n]??{};a!=null&&(e.value=Me(e.value,a),e.transform=!1)}function fL(e){for(let t in e)Tg(t,e[t])}function Sc(e,t,n,i=E1){for(let{channels:r}of t.values())for(let s in r){let o=r[s],{scale:a}=o;if(a!=null&&i(a))if(a==="projection"){if(!aS(n)){let c=n.x?.domain===void 0,l=n.y?.domain===void 0;if(c||l){let[u,h]=lS(o);c&&M0(e,"x",u),l&&M0(e,"y",h)}}}else M0(e,a,o)}return e}function M0(e,t,n){let i=e.get(t);i!==void 0?i.push(n):e.set(t,[n])}function hL(e,t){if(e==null)return;let{x:n,y:i}=e;if(n==null&&i==null)return;let r=ur(e.data);if(r==null)throw new Error("missing facet data");let s={};n!=null&&(s.fx=Do(r,{value:n,scale:"fx"})),i!=null&&(s.fy=Do(r,{value:i,scale:"fy"})),w0(s,t);let o=Nu(r,s);return{channels:s,groups:o,data:e.data}}function Aw(e,t,n){if(e.facet===null||e.facet==="super")return;let{fx:i,fy:r}=e;if(i!=null||r!=null){let c=ur(e.data??i??r);if(c===void 0)throw new Error(`missing facet data in ${e.ariaLabel}`);if(c===null)return;let l={};return i!=null&&(l.fx=Do(c,{value:i,scale:"fx"})),r!=null&&(l.fy=Do(c,{value:r,scale:"fy"})),w0(l,n),{channels:l,groups:Nu(c,l)}}if(t===void 0)return;let{channels:s,groups:o,data:a}=t;if(e.facet!=="auto"||e.data===a)return{channels:s,groups:o};a.length>0&&(o.size>1||o.size===1&&s.fx&&s.fy&&[...o][0][1].size>1)&&bu(ur(e.data))===bu(a)&&vn(`Warning: the ${e.ariaLabel} mark appears to use faceted data, but isn\u2019t faceted. The mark data has the same length as the facet data and the mark facet option is "auto", but the mark data and facet data are distinct. If this mark should be faceted, set the mark facet option to true; otherwise, suppress this warning by setting the mark facet option to false.`)}function dL(e,t={}){return hr({...t,x:null,y:null},(n,i,r,s,o,a)=>a.getMarkState(e))}function pL(e){let t=[];for(let n of e){let i=n.tip;if(i){i===!0?i={}:typeof i=="string"&&(i={pointer:i});let{pointer:r,preferredAnchor:s}=i;r=/^x$/i.test(r)?Jg:/^y$/i.test(r)?ku:Ho,i=r(dL(n,i)),i.title=null,s===void 0&&(i.preferredAnchor=r===ku?"left":"bottom");let o=Mc(n.data,i);o.facet=n.facet,o.facetAnchor=n.facetAnchor,t.push(o)}}return t}function mL(e,t,n){let{projection:i,x:r={},y:s={},fx:o={},fy:a={},axis:c,grid:l,facet:u={},facet:{axis:h=c,grid:f}=u,x:{axis:d=c,grid:p=d===null?null:l}=r,y:{axis:y=c,grid:m=y===null?null:l}=s,fx:{axis:g=h,grid:x=g===null?null:f}=o,fy:{axis:S=h,grid:v=S===null?null:f}=a}=n;(i||!Ro(r)&&!Ew("x",e))&&(d=p=null),(i||!Ro(s)&&!Ew("y",e))&&(y=m=null),t.has("fx")||(g=x=null),t.has("fy")||(S=v=null),d===void 0&&(d=!ef(e,"x")),y===void 0&&(y=!ef(e,"y")),g===void 0&&(g=!ef(e,"fx")),S===void 0&&(S=!ef(e,"fy")),d===!0&&(d="bottom"),y===!0&&(y="left"),g===!0&&(g=d==="top"||d===null?"bottom":"top"),S===!0&&(S=y==="right"||y===null?"left":"right");let T=[];return tf(T,v,_0,a),ju(T,S,m0,"right","left",u,a),tf(T,x,y0,o),ju(T,g,g0,"top","bottom",u,o),tf(T,m,xc,s),ju(T,y,qu,"left","right",n,s),tf(T,p,vc,r),ju(T,d,Yu,"bottom","top",n,r),T}function ju(e,t,n,i,r,s,o){if(!t)return;let a=gL(t);o=_L(a?i:t,s,o);let{line:c}=o;(n===qu||n===Yu)&&c&&!Us(c)&&e.push(xw(yL(o))),e.push(n(o)),a&&e.push(n({...o,anchor:r,label:null}))}function tf(e,t,n,i){!t||Us(t)||e.push(n(xL(t,i)))}function gL(e){return/^\s*both\s*$/i.test(e)}function _L(e,t,{line:n=t.line,ticks:i,tickSize:r,tickSpacing:s,tickPadding:o,tickFormat:a,tickRotate:c,fontVariant:l,ariaLabel:u,ariaDescription:h,label:f=t.label,labelAnchor:d,labelArrow:p=t.labelArrow,labelOffset:y}){return{anchor:e,line:n,ticks:i,tickSize:r,tickSpacing:s,tickPadding:o,tickFormat:a,tickRotate:c,fontVariant:l,ariaLabel:u,ariaDescription:h,label:f,labelAnchor:d,labelArrow:p,labelOffset:y}}function yL(e){let{anchor:t,line:n}=e;return{anchor:t,facetAnchor:t+"-empty",stroke:n===!0?void 0:n}}function xL(e,{stroke:t=Po(e)?e:void 0,ticks:n=vL(e)?e:void 0,tickSpacing:i,ariaLabel:r,ariaDescription:s}){return{stroke:t,ticks:n,tickSpacing:i,ariaLabel:r,ariaDescription:s}}function vL(e){switch(typeof e){case"number":return!0;case"string":return!Po(e)}return Qn(e)||typeof e?.range=="function"}function ef(e,t){let n=`${t}-axis `;return e.some(i=>i.ariaLabel?.startsWith(n))}function Ew(e,t){for(let n of t)for(let i in n.channels){let{scale:r}=n.channels[i];if(r===e||r==="projection")return!0}return!1}function bL(e,t){for(let n in e){let i=e[n],r=t[n];i.label===void 0&&r&&(i.label=r.label)}return e}function ML({fx:e,fy:t},n){let{marginTop:i,marginRight:r,marginBottom:s,marginLeft:o,width:a,height:c}=Pu(n),l=e&&Cw(e),u=t&&Cw(t);return{marginTop:t?u[0]:i,marginRight:e?a-l[1]:r,marginBottom:t?c-u[1]:s,marginLeft:e?l[0]:o,inset:{marginTop:n.marginTop,marginRight:n.marginRight,marginBottom:n.marginBottom,marginLeft:n.marginLeft},width:a,height:c}}function Cw(e){let t=e.domain();if(t.length===0)return[0,e.bandwidth()];let n=e(t[0]),i=e(t[t.length-1]);return i<n&&([n,i]=[i,n]),[n,i+e.bandwidth()]}var SL=new Map([["basis",$b],["basis-closed",qb],["basis-open",Zb],["bundle",Kb],["bump-x",kb],["bump-y",zb],["cardinal",Qb],["cardinal-closed",jb],["cardinal-open",t1],["catmull-rom",n1],["catmull-rom-closed",r1],["catmull-rom-open",o1],["linear",So],["linear-closed",c1],["monotone-x",f1],["monotone-y",h1],["natural",p1],["step",m1],["step-after",_1],["step-before",g1]]);function wL(e=So,t){if(typeof e=="function")return e;let n=SL.get(`${e}`.toLowerCase());if(!n)throw new Error(`unknown curve: ${e}`);if(t!==void 0){if("beta"in n)return n.beta(t);if("tension"in n)return n.tension(t);if("alpha"in n)return n.alpha(t)}return n}function Iw(e=Tc,t){return typeof e!="function"&&`${e}`.toLowerCase()==="auto"?Tc:wL(e,t)}function Tc(e){return So(e)}var TL={ariaLabel:"dot",fill:"none",stroke:"currentColor",strokeWidth:1.5};function AL(e){return e.sort===void 0&&e.reverse===void 0?Q1({channel:"-r"},e):e}var nf=class extends Ee{constructor(t,n={}){let{x:i,y:r,r:s,rotate:o,symbol:a=Is,frameAnchor:c}=n,[l,u]=Te(o,0),[h,f]=Z1(a),[d,p]=Te(s,h==null?3:4.5);super(t,{x:{value:i,scale:"x",optional:!0},y:{value:r,scale:"y",optional:!0},r:{value:d,scale:"r",filter:Ps,optional:!0},rotate:{value:l,optional:!0},symbol:{value:h,scale:"auto",optional:!0}},AL(n),TL),this.r=p,this.rotate=u,this.symbol=f,this.frameAnchor=Wr(c);let{channels:y}=this,{symbol:m}=y;if(m){let{fill:g,stroke:x}=y;m.hint={fill:g?g.value===m.value?"color":"currentColor":this.fill??"currentColor",stroke:x?x.value===m.value?"color":"currentColor":this.stroke??"none"}}}render(t,n,i,r,s){let{x:o,y:a}=n,{x:c,y:l,r:u,rotate:h,symbol:f}=i,{r:d,rotate:p,symbol:y}=this,[m,g]=zi(this,r),x=y===Is,S=u?void 0:d*d*Math.PI;return wo(d)&&(t=[]),pe("svg:g",s).call(fn,this,r,s).call(dn,this,{x:c&&o,y:l&&a}).call(v=>v.selectAll().data(t).enter().append(x?"circle":"path").call(hn,this).call(x?T=>{T.attr("cx",c?b=>c[b]:m).attr("cy",l?b=>l[b]:g).attr("r",u?b=>u[b]:d)}:T=>{T.attr("transform",Wo`translate(${c?b=>c[b]:m},${l?b=>l[b]:g})${h?b=>` rotate(${h[b]})`:p?` rotate(${p})`:""}`).attr("d",u&&f?b=>{let _=Si();return f[b].draw(_,u[b]*u[b]*Math.PI),_}:u?b=>{let _=Si();return y.draw(_,u[b]*u[b]*Math.PI),_}:f?b=>{let _=Si();return f[b].draw(_,S),_}:(()=>{let b=Si();return y.draw(b,S),b})())}).call(ui,this,i)).node()}};function T0(e,{x:t,y:n,...i}={}){return i.frameAnchor===void 0&&([t,n]=fr(t,n)),new nf(e,{...i,x:t,y:n})}var EL={ariaLabel:"line",fill:"none",stroke:"currentColor",strokeWidth:1.5,strokeLinecap:"round",strokeLinejoin:"round",strokeMiterlimit:1},rf=class extends Ee{constructor(t,n={}){let{x:i,y:r,z:s,curve:o,tension:a}=n;super(t,{x:{value:i,scale:"x"},y:{value:r,scale:"y"},z:{value:P1(n),optional:!0}},n,EL),this.z=s,this.curve=Iw(o,a),_c(this,n)}filter(t){return t}project(t,n,i){this.curve!==Tc&&super.project(t,n,i)}render(t,n,i,r,s){let{x:o,y:a}=i,{curve:c}=this;return pe("svg:g",s).call(fn,this,r,s).call(dn,this,n).call(l=>l.selectAll().data(mS(t,[o,a],this,i)).enter().append("path").call(hn,this).call(pS,this,i).call(SS,this,i,s).attr("d",c===Tc&&s.projection?CL(s.path(),o,a):Ob().curve(c).defined(u=>u>=0).x(u=>o[u]).y(u=>a[u]))).node()}};function CL(e,t,n){return t=Ns(t),n=Ns(n),i=>{let r=[],s=[r];for(let o of i)o===-1?(r=[],s.push(r)):r.push([t[o],n[o]]);return e({type:"MultiLineString",coordinates:s})}}function A0(e,{x:t,y:n,...i}={}){return[t,n]=fr(t,n),new rf(e,{...i,x:t,y:n})}Ee.prototype.plot=function({marks:e=[],...t}={}){return wc({...t,marks:[...e,this]})};var RL=["","7 3","2 3","9 3 2 3"],E0=["#0072b2","#d55e00","#009e73","#cc79a7","#e69f00","#56b4e9","currentColor"],Lw=e=>E0[e%E0.length],Nw=e=>RL[Math.floor(e/E0.length+e%4)%4];function Pw(e){return Number(e.toPrecision(4)).toString()}function IL(e,t,n){let r=e.series.flatMap((l,u)=>t[u]?l.x.map((h,f)=>({x:h,y:l.y[f],name:l.name})):[]).filter(l=>l.y!==null&&(!e.log_y||l.y>0)),s=e.series.map((l,u)=>t[u]?A0(r.filter(h=>h.name===l.name),{x:"x",y:"y",stroke:Lw(u),strokeWidth:2,strokeDasharray:Nw(u)}):null),a=Ho({x:"x",y:"y",title:l=>`${l.name}
${e.x_label}: ${Pw(l.x)}
${e.y_label}: ${Pw(l.y)}`}),c={grid:!1,ticks:6};return wc({width:n,height:Math.max(240,Math.min(400,n*.6)),marginLeft:52,marginBottom:42,style:{background:"none",fontSize:"12px",fontFamily:"inherit",overflow:"visible"},x:{...c,label:e.x_label,...e.x_range?{domain:e.x_range}:{}},y:{...c,label:e.y_label,...e.y_range?{domain:e.y_range}:{},...e.log_y?{type:"log"}:{}},marks:[vc({strokeOpacity:.12,ticks:6}),xc({strokeOpacity:.12,ticks:6}),e.log_y?null:yc([e.y_range?.[0]??0].filter(()=>e.y_range)),...s,T0(r,Ho({x:"x",y:"y",r:4,fill:"currentColor"})),Mc(r,{...a,fill:"var(--surface)",stroke:"var(--line-strong)"}),r.length?null:Xo([""],{frameAnchor:"middle",text:()=>"nothing chosen"})]})}function PL(e){let t=document.createElementNS("http://www.w3.org/2000/svg","svg");t.setAttribute("viewBox","0 0 28 8"),t.setAttribute("aria-hidden","true");let n=document.createElementNS("http://www.w3.org/2000/svg","path");return n.setAttribute("d","M0 4H28"),n.setAttribute("stroke",Lw(e)),n.setAttribute("stroke-width","3"),n.setAttribute("stroke-dasharray",Nw(e)),t.append(n),t}function LL(e){let t=JSON.parse(e.querySelector("script[type='application/json']").textContent),n=e.querySelector("[data-plot]"),i=e.querySelector("[data-legend]"),r=t.series.map(()=>!0),s=0,o=()=>{let a=IL(t,r,s);a.setAttribute("role","img"),a.setAttribute("aria-label",n.dataset.label),n.replaceChildren(a)};t.series.forEach((a,c)=>{let l=document.createElement("button");l.type="button",l.setAttribute("aria-pressed","true"),l.append(PL(c),a.name+(a.note?` ${a.note}`:"")),l.addEventListener("click",()=>{r[c]=!r[c],l.setAttribute("aria-pressed",String(r[c])),o()}),i.append(l)}),new ResizeObserver(()=>{let a=Math.floor(n.clientWidth);a>0&&a!==s&&(s=a,o())}).observe(n)}function Dw(){document.querySelectorAll("[data-block=chart]").forEach(LL)}function Uw(){let e=document.querySelectorAll("[data-picture]");if(!e.length)return;let t=document.createElement("dialog");t.className="picture-dialog";let n=document.createElement("img"),i=document.createElement("button");i.type="button",i.textContent="Close",t.append(n,i),document.body.append(t),i.addEventListener("click",()=>t.close()),t.addEventListener("click",r=>r.target===t&&t.close());for(let r of e)r.addEventListener("click",()=>{let s=r.querySelector("img");n.src=s.src,n.alt=s.alt,t.setAttribute("aria-label",s.alt),t.showModal()})}function NL(e,t,n){return n?Number(e)-Number(t):e.localeCompare(t,"en",{numeric:!0})}function DL(e,t,n){let i=e.tHead.rows[0].cells[t].dataset.numeric!==void 0,r=e.tBodies[0],s=[...r.rows].map(o=>[o.cells[t].dataset.value,o]);s.sort(([o,a],[c,l])=>o===""||c===""?(o==="")-(c===""):NL(o,c,i)*n||a.dataset.place-l.dataset.place),r.append(...s.map(([,o])=>o))}function UL(e){[...e.tBodies[0].rows].forEach((n,i)=>n.dataset.place=i);let t=[...e.tHead.rows[0].cells];t.forEach((n,i)=>{n.querySelector("button")?.addEventListener("click",()=>{let r=n.getAttribute("aria-sort")==="ascending";t.forEach(s=>s.removeAttribute("aria-sort")),n.setAttribute("aria-sort",r?"descending":"ascending"),DL(e,i,r?-1:1)})})}function FL(e,t){let n=[...e.querySelectorAll("select[data-column]")],i=e.querySelector("input[type=search]"),r=e.querySelector("[role=status]");if(!n.length&&!i)return;let s=[...t.tBodies[0].rows],o=new Map(s.map(c=>[c,c.textContent.toLowerCase()])),a=()=>{let c=(i?.value??"").toLowerCase().split(/\s+/).filter(Boolean),l=0;for(let u of s){let h=n.every(f=>!f.value||u.cells[f.dataset.column].dataset.value===f.value);u.hidden=!(h&&c.every(f=>o.get(u).includes(f))),l+=!u.hidden}r.textContent=`${l} of ${s.length} rows`};n.forEach(c=>c.addEventListener("change",a)),i?.addEventListener("input",a),e.querySelector("[data-show-all]")?.addEventListener("click",()=>{n.forEach(c=>c.value=""),i&&(i.value=""),a()}),a()}function Fw(){for(let e of document.querySelectorAll("[data-block=table]")){let t=e.querySelector("table");UL(t),FL(e,t)}}var Ow="likeness-theme";function OL(){try{return localStorage.getItem(Ow)}catch{return null}}function BL(e){try{localStorage.setItem(Ow,e)}catch{}}function Bw(){let e=document.documentElement,t=document.querySelector("[data-theme-toggle]"),n=matchMedia("(prefers-color-scheme: dark)"),i=()=>e.dataset.theme?e.dataset.theme==="dark":n.matches,r=()=>{t.setAttribute("aria-pressed",String(i())),document.dispatchEvent(new CustomEvent("themechange"))},s=OL();(s==="dark"||s==="light")&&(e.dataset.theme=s),t.addEventListener("click",()=>{e.dataset.theme=i()?"light":"dark",BL(e.dataset.theme),r()}),n.addEventListener("change",r),r()}var cT=0,i_=1,lT=2;var Jc=1,uT=2,_a=3,ss=0,gn=1,ri=2,qs=0,ya=1,r_=2,s_=3,o_=4,fT=5;var Ys=100,hT=101,dT=102,pT=103,mT=104,gT=200,_T=201,yT=202,xT=203,a_=204,c_=205,vT=206,bT=207,MT=208,ST=209,wT=210,TT=211,AT=212,ET=213,CT=214,Ef=0,Cf=1,Rf=2,la=3,If=4,Pf=5,Lf=6,Nf=7,oh=0,RT=1,IT=2,qi=0,l_=1,u_=2,f_=3,h_=4,d_=5,p_=6,m_=7;var g_=300,Zs=301,xa=302,ah=303,ch=304,Df=1e3,Vi=1001,Uf=1002,Ye=1003,PT=1004;var Kc=1005;var mn=1006,lh=1007;var Ar=1008;var Sn=1009,__=1010,y_=1011,va=1012,uh=1013,mi=1014,gi=1015,_i=1016,fh=1017,hh=1018,Js=1020,x_=35902,v_=35899,b_=1021,M_=1022,yi=1023,Sr=1026,Er=1027,S_=1028,dh=1029,os=1030,ph=1031;var mh=1033,Qc=33776,jc=33777,tl=33778,el=33779,gh=35840,_h=35841,yh=35842,xh=35843,vh=36196,bh=37492,Mh=37496,Sh=37488,wh=37489,nl=37490,Th=37491,Ah=37808,Eh=37809,Ch=37810,Rh=37811,Ih=37812,Ph=37813,Lh=37814,Nh=37815,Dh=37816,Uh=37817,Fh=37818,Oh=37819,Bh=37820,kh=37821,zh=36492,Gh=36494,Vh=36495,Hh=36283,Wh=36284,il=36285,$h=36286;var Pc=2300,Ff=2301,Tf=2302,J0=2303,K0=2400,Q0=2401,j0=2402;var LT=3200;var Xh=0,NT=1,Cr="",pn="srgb",Lc="srgb-linear",Nc="linear",ce="srgb";var Af=7680;var DT=519,UT=512,FT=513,OT=514,w_=515,BT=516,kT=517,T_=518,A_=519,zT=35044;var E_="300 es",ei=2e3,ua=2001;function kL(e){for(let t=e.length-1;t>=0;--t)if(e[t]>=65535)return!0;return!1}function zL(e){return ArrayBuffer.isView(e)&&!(e instanceof DataView)}function Dc(e){return document.createElementNS("http://www.w3.org/1999/xhtml",e)}function GT(){let e=Dc("canvas");return e.style.display="block",e}var kw={},fa=null;function C_(...e){let t="THREE."+e.shift();fa?fa("log",t,...e):console.log(t,...e)}function VT(e){let t=e[0];if(typeof t=="string"&&t.startsWith("TSL:")){let n=e[1];n&&n.isStackTrace?e[0]+=" "+n.getLocation():e[1]='Stack trace not available. Enable "THREE.Node.captureStackTrace" to capture stack traces.'}return e}function Ut(...e){e=VT(e);let t="THREE."+e.shift();if(fa)fa("warn",t,...e);else{let n=e[0];n&&n.isStackTrace?console.warn(n.getError(t)):console.warn(t,...e)}}function Ft(...e){e=VT(e);let t="THREE."+e.shift();if(fa)fa("error",t,...e);else{let n=e[0];n&&n.isStackTrace?console.error(n.getError(t)):console.error(t,...e)}}function Ic(...e){let t=e.join(" ");t in kw||(kw[t]=!0,Ut(...e))}function HT(e,t,n){return new Promise(function(i,r){function s(){switch(e.clientWaitSync(t,e.SYNC_FLUSH_COMMANDS_BIT,0)){case e.WAIT_FAILED:r();break;case e.TIMEOUT_EXPIRED:setTimeout(s,n);break;default:i()}}setTimeout(s,n)})}var WT={[Ef]:Ef,[Rf]:Lf,[If]:If,[la]:Pf,[Cf]:Cf,[Lf]:Rf,[Nf]:Nf,[Pf]:la},Hi=class{addEventListener(t,n){this._listeners===void 0&&(this._listeners={});let i=this._listeners;i[t]===void 0&&(i[t]=[]),i[t].indexOf(n)===-1&&i[t].push(n)}hasEventListener(t,n){let i=this._listeners;return i===void 0?!1:i[t]!==void 0&&i[t].indexOf(n)!==-1}removeEventListener(t,n){let i=this._listeners;if(i===void 0)return;let r=i[t];if(r!==void 0){let s=r.indexOf(n);s!==-1&&r.splice(s,1)}}dispatchEvent(t){let n=this._listeners;if(n===void 0)return;let i=n[t.type];if(i!==void 0){t.target=this;let r=i.slice(0);for(let s=0,o=r.length;s<o;s++)r[s].call(this,t);t.target=null}}},nn=["00","01","02","03","04","05","06","07","08","09","0a","0b","0c","0d","0e","0f","10","11","12","13","14","15","16","17","18","19","1a","1b","1c","1d","1e","1f","20","21","22","23","24","25","26","27","28","29","2a","2b","2c","2d","2e","2f","30","31","32","33","34","35","36","37","38","39","3a","3b","3c","3d","3e","3f","40","41","42","43","44","45","46","47","48","49","4a","4b","4c","4d","4e","4f","50","51","52","53","54","55","56","57","58","59","5a","5b","5c","5d","5e","5f","60","61","62","63","64","65","66","67","68","69","6a","6b","6c","6d","6e","6f","70","71","72","73","74","75","76","77","78","79","7a","7b","7c","7d","7e","7f","80","81","82","83","84","85","86","87","88","89","8a","8b","8c","8d","8e","8f","90","91","92","93","94","95","96","97","98","99","9a","9b","9c","9d","9e","9f","a0","a1","a2","a3","a4","a5","a6","a7","a8","a9","aa","ab","ac","ad","ae","af","b0","b1","b2","b3","b4","b5","b6","b7","b8","b9","ba","bb","bc","bd","be","bf","c0","c1","c2","c3","c4","c5","c6","c7","c8","c9","ca","cb","cc","cd","ce","cf","d0","d1","d2","d3","d4","d5","d6","d7","d8","d9","da","db","dc","dd","de","df","e0","e1","e2","e3","e4","e5","e6","e7","e8","e9","ea","eb","ec","ed","ee","ef","f0","f1","f2","f3","f4","f5","f6","f7","f8","f9","fa","fb","fc","fd","fe","ff"];var C0=Math.PI/180,Of=180/Math.PI;function rl(){let e=Math.random()*4294967295|0,t=Math.random()*4294967295|0,n=Math.random()*4294967295|0,i=Math.random()*4294967295|0;return(nn[e&255]+nn[e>>8&255]+nn[e>>16&255]+nn[e>>24&255]+"-"+nn[t&255]+nn[t>>8&255]+"-"+nn[t>>16&15|64]+nn[t>>24&255]+"-"+nn[n&63|128]+nn[n>>8&255]+"-"+nn[n>>16&255]+nn[n>>24&255]+nn[i&255]+nn[i>>8&255]+nn[i>>16&255]+nn[i>>24&255]).toLowerCase()}function ee(e,t,n){return Math.max(t,Math.min(n,e))}function GL(e,t){return(e%t+t)%t}function R0(e,t,n){return(1-n)*e+n*t}function $T(e){return Math.pow(2,Math.floor(Math.log(e)/Math.LN2))}function R_(e){switch(e.constructor){case Uint32Array:return 4294967295;case Uint16Array:return 65535;case Uint8Array:case Uint8ClampedArray:return 255;case Int32Array:return 2147483647;case Int16Array:return 32767;case Int8Array:return 127;default:return}}function VL(e,t){if(t.constructor===Float32Array)return e;let n=R_(t);if(n===void 0)throw new Error("THREE.MathUtils: Invalid component type.");return Math.max(e/n,-1)}function HL(e,t){if(t.constructor===Float32Array)return e;let n=R_(t);if(n===void 0)throw new Error("THREE.MathUtils: Invalid component type.");return Math.round(e*n)}var ne=class{static{this.prototype.isVector2=!0}constructor(t=0,n=0){this.x=t,this.y=n}get width(){return this.x}set width(t){this.x=t}get height(){return this.y}set height(t){this.y=t}set(t,n){return this.x=t,this.y=n,this}setScalar(t){return this.x=t,this.y=t,this}setX(t){return this.x=t,this}setY(t){return this.y=t,this}setComponent(t,n){switch(t){case 0:this.x=n;break;case 1:this.y=n;break;default:throw new Error("THREE.Vector2: index is out of range: "+t)}return this}getComponent(t){switch(t){case 0:return this.x;case 1:return this.y;default:throw new Error("THREE.Vector2: index is out of range: "+t)}}clone(){return new this.constructor(this.x,this.y)}copy(t){return this.x=t.x,this.y=t.y,this}add(t){return this.x+=t.x,this.y+=t.y,this}addScalar(t){return this.x+=t,this.y+=t,this}addVectors(t,n){return this.x=t.x+n.x,this.y=t.y+n.y,this}addScaledVector(t,n){return this.x+=t.x*n,this.y+=t.y*n,this}sub(t){return this.x-=t.x,this.y-=t.y,this}subScalar(t){return this.x-=t,this.y-=t,this}subVectors(t,n){return this.x=t.x-n.x,this.y=t.y-n.y,this}multiply(t){return this.x*=t.x,this.y*=t.y,this}multiplyScalar(t){return this.x*=t,this.y*=t,this}divide(t){return this.x/=t.x,this.y/=t.y,this}divideScalar(t){return this.multiplyScalar(1/t)}applyMatrix3(t){let n=this.x,i=this.y,r=t.elements;return this.x=r[0]*n+r[3]*i+r[6],this.y=r[1]*n+r[4]*i+r[7],this}min(t){return this.x=Math.min(this.x,t.x),this.y=Math.min(this.y,t.y),this}max(t){return this.x=Math.max(this.x,t.x),this.y=Math.max(this.y,t.y),this}clamp(t,n){return this.x=ee(this.x,t.x,n.x),this.y=ee(this.y,t.y,n.y),this}clampScalar(t,n){return this.x=ee(this.x,t,n),this.y=ee(this.y,t,n),this}clampLength(t,n){let i=this.length();return this.divideScalar(i||1).multiplyScalar(ee(i,t,n))}floor(){return this.x=Math.floor(this.x),this.y=Math.floor(this.y),this}ceil(){return this.x=Math.ceil(this.x),this.y=Math.ceil(this.y),this}round(){return this.x=Math.round(this.x),this.y=Math.round(this.y),this}roundToZero(){return this.x=Math.trunc(this.x),this.y=Math.trunc(this.y),this}negate(){return this.x=-this.x,this.y=-this.y,this}dot(t){return this.x*t.x+this.y*t.y}cross(t){return this.x*t.y-this.y*t.x}lengthSq(){return this.x*this.x+this.y*this.y}length(){return Math.sqrt(this.x*this.x+this.y*this.y)}manhattanLength(){return Math.abs(this.x)+Math.abs(this.y)}normalize(){return this.divideScalar(this.length()||1)}angle(){return Math.atan2(-this.y,-this.x)+Math.PI}angleTo(t){let n=Math.sqrt(this.lengthSq()*t.lengthSq());if(n===0)return Math.PI/2;let i=this.dot(t)/n;return Math.acos(ee(i,-1,1))}distanceTo(t){return Math.sqrt(this.distanceToSquared(t))}distanceToSquared(t){let n=this.x-t.x,i=this.y-t.y;return n*n+i*i}manhattanDistanceTo(t){return Math.abs(this.x-t.x)+Math.abs(this.y-t.y)}setLength(t){return this.normalize().multiplyScalar(t)}lerp(t,n){return this.x+=(t.x-this.x)*n,this.y+=(t.y-this.y)*n,this}lerpVectors(t,n,i){return this.x=t.x+(n.x-t.x)*i,this.y=t.y+(n.y-t.y)*i,this}equals(t){return t.x===this.x&&t.y===this.y}fromArray(t,n=0){return this.x=t[n],this.y=t[n+1],this}toArray(t=[],n=0){return t[n]=this.x,t[n+1]=this.y,t}fromBufferAttribute(t,n){return this.x=t.getX(n),this.y=t.getY(n),this}rotateAround(t,n){let i=Math.cos(n),r=Math.sin(n),s=this.x-t.x,o=this.y-t.y;return this.x=s*i-o*r+t.x,this.y=s*r+o*i+t.y,this}random(){return this.x=Math.random(),this.y=Math.random(),this}*[Symbol.iterator](){yield this.x,yield this.y}},Wi=class{constructor(t=0,n=0,i=0,r=1){this.isQuaternion=!0,this._x=t,this._y=n,this._z=i,this._w=r}static slerpFlat(t,n,i,r,s,o,a){let c=i[r+0],l=i[r+1],u=i[r+2],h=i[r+3],f=s[o+0],d=s[o+1],p=s[o+2],y=s[o+3];if(h!==y||c!==f||l!==d||u!==p){let m=c*f+l*d+u*p+h*y;m<0&&(f=-f,d=-d,p=-p,y=-y,m=-m);let g=1-a;if(m<.9995){let x=Math.acos(m),S=Math.sin(x);g=Math.sin(g*x)/S,a=Math.sin(a*x)/S,c=c*g+f*a,l=l*g+d*a,u=u*g+p*a,h=h*g+y*a}else{c=c*g+f*a,l=l*g+d*a,u=u*g+p*a,h=h*g+y*a;let x=1/Math.sqrt(c*c+l*l+u*u+h*h);c*=x,l*=x,u*=x,h*=x}}t[n]=c,t[n+1]=l,t[n+2]=u,t[n+3]=h}static multiplyQuaternionsFlat(t,n,i,r,s,o){let a=i[r],c=i[r+1],l=i[r+2],u=i[r+3],h=s[o],f=s[o+1],d=s[o+2],p=s[o+3];return t[n]=a*p+u*h+c*d-l*f,t[n+1]=c*p+u*f+l*h-a*d,t[n+2]=l*p+u*d+a*f-c*h,t[n+3]=u*p-a*h-c*f-l*d,t}get x(){return this._x}set x(t){this._x=t,this._onChangeCallback()}get y(){return this._y}set y(t){this._y=t,this._onChangeCallback()}get z(){return this._z}set z(t){this._z=t,this._onChangeCallback()}get w(){return this._w}set w(t){this._w=t,this._onChangeCallback()}set(t,n,i,r){return this._x=t,this._y=n,this._z=i,this._w=r,this._onChangeCallback(),this}clone(){return new this.constructor(this._x,this._y,this._z,this._w)}copy(t){return this._x=t.x,this._y=t.y,this._z=t.z,this._w=t.w,this._onChangeCallback(),this}setFromEuler(t,n=!0){let i=t._x,r=t._y,s=t._z,o=t._order,a=Math.cos,c=Math.sin,l=a(i/2),u=a(r/2),h=a(s/2),f=c(i/2),d=c(r/2),p=c(s/2);switch(o){case"XYZ":this._x=f*u*h+l*d*p,this._y=l*d*h-f*u*p,this._z=l*u*p+f*d*h,this._w=l*u*h-f*d*p;break;case"YXZ":this._x=f*u*h+l*d*p,this._y=l*d*h-f*u*p,this._z=l*u*p-f*d*h,this._w=l*u*h+f*d*p;break;case"ZXY":this._x=f*u*h-l*d*p,this._y=l*d*h+f*u*p,this._z=l*u*p+f*d*h,this._w=l*u*h-f*d*p;break;case"ZYX":this._x=f*u*h-l*d*p,this._y=l*d*h+f*u*p,this._z=l*u*p-f*d*h,this._w=l*u*h+f*d*p;break;case"YZX":this._x=f*u*h+l*d*p,this._y=l*d*h+f*u*p,this._z=l*u*p-f*d*h,this._w=l*u*h-f*d*p;break;case"XZY":this._x=f*u*h-l*d*p,this._y=l*d*h-f*u*p,this._z=l*u*p+f*d*h,this._w=l*u*h+f*d*p;break;default:Ut("Quaternion: .setFromEuler() encountered an unknown order: "+o)}return n===!0&&this._onChangeCallback(),this}setFromAxisAngle(t,n){let i=n/2,r=Math.sin(i);return this._x=t.x*r,this._y=t.y*r,this._z=t.z*r,this._w=Math.cos(i),this._onChangeCallback(),this}setFromRotationMatrix(t){let n=t.elements,i=n[0],r=n[4],s=n[8],o=n[1],a=n[5],c=n[9],l=n[2],u=n[6],h=n[10],f=i+a+h;if(f>0){let d=.5/Math.sqrt(f+1);this._w=.25/d,this._x=(u-c)*d,this._y=(s-l)*d,this._z=(o-r)*d}else if(i>a&&i>h){let d=2*Math.sqrt(1+i-a-h);this._w=(u-c)/d,this._x=.25*d,this._y=(r+o)/d,this._z=(s+l)/d}else if(a>h){let d=2*Math.sqrt(1+a-i-h);this._w=(s-l)/d,this._x=(r+o)/d,this._y=.25*d,this._z=(c+u)/d}else{let d=2*Math.sqrt(1+h-i-a);this._w=(o-r)/d,this._x=(s+l)/d,this._y=(c+u)/d,this._z=.25*d}return this._onChangeCallback(),this}setFromUnitVectors(t,n){let i=t.dot(n)+1;return i<1e-8?(i=0,Math.abs(t.x)>Math.abs(t.z)?(this._x=-t.y,this._y=t.x,this._z=0,this._w=i):(this._x=0,this._y=-t.z,this._z=t.y,this._w=i)):(this._x=t.y*n.z-t.z*n.y,this._y=t.z*n.x-t.x*n.z,this._z=t.x*n.y-t.y*n.x,this._w=i),this.normalize()}angleTo(t){return 2*Math.acos(Math.abs(ee(this.dot(t),-1,1)))}rotateTowards(t,n){let i=this.angleTo(t);if(i===0)return this;let r=Math.min(1,n/i);return this.slerp(t,r),this}identity(){return this.set(0,0,0,1)}invert(){return this.conjugate()}conjugate(){return this._x*=-1,this._y*=-1,this._z*=-1,this._onChangeCallback(),this}dot(t){return this._x*t._x+this._y*t._y+this._z*t._z+this._w*t._w}lengthSq(){return this._x*this._x+this._y*this._y+this._z*this._z+this._w*this._w}length(){return Math.sqrt(this._x*this._x+this._y*this._y+this._z*this._z+this._w*this._w)}normalize(){let t=this.length();return t===0?(this._x=0,this._y=0,this._z=0,this._w=1):(t=1/t,this._x=this._x*t,this._y=this._y*t,this._z=this._z*t,this._w=this._w*t),this._onChangeCallback(),this}multiply(t){return this.multiplyQuaternions(this,t)}premultiply(t){return this.multiplyQuaternions(t,this)}multiplyQuaternions(t,n){let i=t._x,r=t._y,s=t._z,o=t._w,a=n._x,c=n._y,l=n._z,u=n._w;return this._x=i*u+o*a+r*l-s*c,this._y=r*u+o*c+s*a-i*l,this._z=s*u+o*l+i*c-r*a,this._w=o*u-i*a-r*c-s*l,this._onChangeCallback(),this}slerp(t,n){let i=t._x,r=t._y,s=t._z,o=t._w,a=this.dot(t);a<0&&(i=-i,r=-r,s=-s,o=-o,a=-a);let c=1-n;if(a<.9995){let l=Math.acos(a),u=Math.sin(l);c=Math.sin(c*l)/u,n=Math.sin(n*l)/u,this._x=this._x*c+i*n,this._y=this._y*c+r*n,this._z=this._z*c+s*n,this._w=this._w*c+o*n,this._onChangeCallback()}else this._x=this._x*c+i*n,this._y=this._y*c+r*n,this._z=this._z*c+s*n,this._w=this._w*c+o*n,this.normalize();return this}slerpQuaternions(t,n,i){return this.copy(t).slerp(n,i)}random(){let t=2*Math.PI*Math.random(),n=2*Math.PI*Math.random(),i=Math.random(),r=Math.sqrt(1-i),s=Math.sqrt(i);return this.set(r*Math.sin(t),r*Math.cos(t),s*Math.sin(n),s*Math.cos(n))}equals(t){return t._x===this._x&&t._y===this._y&&t._z===this._z&&t._w===this._w}fromArray(t,n=0){return this._x=t[n],this._y=t[n+1],this._z=t[n+2],this._w=t[n+3],this._onChangeCallback(),this}toArray(t=[],n=0){return t[n]=this._x,t[n+1]=this._y,t[n+2]=this._z,t[n+3]=this._w,t}fromBufferAttribute(t,n){return this._x=t.getX(n),this._y=t.getY(n),this._z=t.getZ(n),this._w=t.getW(n),this._onChangeCallback(),this}toJSON(){return this.toArray()}_onChange(t){return this._onChangeCallback=t,this}_onChangeCallback(){}*[Symbol.iterator](){yield this._x,yield this._y,yield this._z,yield this._w}},Z=class{static{this.prototype.isVector3=!0}constructor(t=0,n=0,i=0){this.x=t,this.y=n,this.z=i}set(t,n,i){return i===void 0&&(i=this.z),this.x=t,this.y=n,this.z=i,this}setScalar(t){return this.x=t,this.y=t,this.z=t,this}setX(t){return this.x=t,this}setY(t){return this.y=t,this}setZ(t){return this.z=t,this}setComponent(t,n){switch(t){case 0:this.x=n;break;case 1:this.y=n;break;case 2:this.z=n;break;default:throw new Error("THREE.Vector3: index is out of range: "+t)}return this}getComponent(t){switch(t){case 0:return this.x;case 1:return this.y;case 2:return this.z;default:throw new Error("THREE.Vector3: index is out of range: "+t)}}clone(){return new this.constructor(this.x,this.y,this.z)}copy(t){return this.x=t.x,this.y=t.y,this.z=t.z,this}add(t){return this.x+=t.x,this.y+=t.y,this.z+=t.z,this}addScalar(t){return this.x+=t,this.y+=t,this.z+=t,this}addVectors(t,n){return this.x=t.x+n.x,this.y=t.y+n.y,this.z=t.z+n.z,this}addScaledVector(t,n){return this.x+=t.x*n,this.y+=t.y*n,this.z+=t.z*n,this}sub(t){return this.x-=t.x,this.y-=t.y,this.z-=t.z,this}subScalar(t){return this.x-=t,this.y-=t,this.z-=t,this}subVectors(t,n){return this.x=t.x-n.x,this.y=t.y-n.y,this.z=t.z-n.z,this}multiply(t){return this.x*=t.x,this.y*=t.y,this.z*=t.z,this}multiplyScalar(t){return this.x*=t,this.y*=t,this.z*=t,this}multiplyVectors(t,n){return this.x=t.x*n.x,this.y=t.y*n.y,this.z=t.z*n.z,this}applyEuler(t){return this.applyQuaternion(zw.setFromEuler(t))}applyAxisAngle(t,n){return this.applyQuaternion(zw.setFromAxisAngle(t,n))}applyMatrix3(t){let n=this.x,i=this.y,r=this.z,s=t.elements;return this.x=s[0]*n+s[3]*i+s[6]*r,this.y=s[1]*n+s[4]*i+s[7]*r,this.z=s[2]*n+s[5]*i+s[8]*r,this}applyNormalMatrix(t){return this.applyMatrix3(t).normalize()}applyMatrix4(t){let n=this.x,i=this.y,r=this.z,s=t.elements,o=1/(s[3]*n+s[7]*i+s[11]*r+s[15]);return this.x=(s[0]*n+s[4]*i+s[8]*r+s[12])*o,this.y=(s[1]*n+s[5]*i+s[9]*r+s[13])*o,this.z=(s[2]*n+s[6]*i+s[10]*r+s[14])*o,this}applyQuaternion(t){let n=this.x,i=this.y,r=this.z,s=t.x,o=t.y,a=t.z,c=t.w,l=2*(o*r-a*i),u=2*(a*n-s*r),h=2*(s*i-o*n);return this.x=n+c*l+o*h-a*u,this.y=i+c*u+a*l-s*h,this.z=r+c*h+s*u-o*l,this}project(t){return this.applyMatrix4(t.matrixWorldInverse).applyMatrix4(t.projectionMatrix)}unproject(t){return this.applyMatrix4(t.projectionMatrixInverse).applyMatrix4(t.matrixWorld)}transformDirection(t){let n=this.x,i=this.y,r=this.z,s=t.elements;return this.x=s[0]*n+s[4]*i+s[8]*r,this.y=s[1]*n+s[5]*i+s[9]*r,this.z=s[2]*n+s[6]*i+s[10]*r,this.normalize()}divide(t){return this.x/=t.x,this.y/=t.y,this.z/=t.z,this}divideScalar(t){return this.multiplyScalar(1/t)}min(t){return this.x=Math.min(this.x,t.x),this.y=Math.min(this.y,t.y),this.z=Math.min(this.z,t.z),this}max(t){return this.x=Math.max(this.x,t.x),this.y=Math.max(this.y,t.y),this.z=Math.max(this.z,t.z),this}clamp(t,n){return this.x=ee(this.x,t.x,n.x),this.y=ee(this.y,t.y,n.y),this.z=ee(this.z,t.z,n.z),this}clampScalar(t,n){return this.x=ee(this.x,t,n),this.y=ee(this.y,t,n),this.z=ee(this.z,t,n),this}clampLength(t,n){let i=this.length();return this.divideScalar(i||1).multiplyScalar(ee(i,t,n))}floor(){return this.x=Math.floor(this.x),this.y=Math.floor(this.y),this.z=Math.floor(this.z),this}ceil(){return this.x=Math.ceil(this.x),this.y=Math.ceil(this.y),this.z=Math.ceil(this.z),this}round(){return this.x=Math.round(this.x),this.y=Math.round(this.y),this.z=Math.round(this.z),this}roundToZero(){return this.x=Math.trunc(this.x),this.y=Math.trunc(this.y),this.z=Math.trunc(this.z),this}negate(){return this.x=-this.x,this.y=-this.y,this.z=-this.z,this}dot(t){return this.x*t.x+this.y*t.y+this.z*t.z}lengthSq(){return this.x*this.x+this.y*this.y+this.z*this.z}length(){return Math.sqrt(this.x*this.x+this.y*this.y+this.z*this.z)}manhattanLength(){return Math.abs(this.x)+Math.abs(this.y)+Math.abs(this.z)}normalize(){return this.divideScalar(this.length()||1)}setLength(t){return this.normalize().multiplyScalar(t)}lerp(t,n){return this.x+=(t.x-this.x)*n,this.y+=(t.y-this.y)*n,this.z+=(t.z-this.z)*n,this}lerpVectors(t,n,i){return this.x=t.x+(n.x-t.x)*i,this.y=t.y+(n.y-t.y)*i,this.z=t.z+(n.z-t.z)*i,this}cross(t){return this.crossVectors(this,t)}crossVectors(t,n){let i=t.x,r=t.y,s=t.z,o=n.x,a=n.y,c=n.z;return this.x=r*c-s*a,this.y=s*o-i*c,this.z=i*a-r*o,this}projectOnVector(t){let n=t.lengthSq();if(n===0)return this.set(0,0,0);let i=t.dot(this)/n;return this.copy(t).multiplyScalar(i)}projectOnPlane(t){return I0.copy(this).projectOnVector(t),this.sub(I0)}reflect(t){return this.sub(I0.copy(t).multiplyScalar(2*this.dot(t)))}angleTo(t){let n=Math.sqrt(this.lengthSq()*t.lengthSq());if(n===0)return Math.PI/2;let i=this.dot(t)/n;return Math.acos(ee(i,-1,1))}distanceTo(t){return Math.sqrt(this.distanceToSquared(t))}distanceToSquared(t){let n=this.x-t.x,i=this.y-t.y,r=this.z-t.z;return n*n+i*i+r*r}manhattanDistanceTo(t){return Math.abs(this.x-t.x)+Math.abs(this.y-t.y)+Math.abs(this.z-t.z)}setFromSpherical(t){return this.setFromSphericalCoords(t.radius,t.phi,t.theta)}setFromSphericalCoords(t,n,i){let r=Math.sin(n)*t;return this.x=r*Math.sin(i),this.y=Math.cos(n)*t,this.z=r*Math.cos(i),this}setFromCylindrical(t){return this.setFromCylindricalCoords(t.radius,t.theta,t.y)}setFromCylindricalCoords(t,n,i){return this.x=t*Math.sin(n),this.y=i,this.z=t*Math.cos(n),this}setFromMatrixPosition(t){let n=t.elements;return this.x=n[12],this.y=n[13],this.z=n[14],this}setFromMatrixScale(t){let n=this.setFromMatrixColumn(t,0).length(),i=this.setFromMatrixColumn(t,1).length(),r=this.setFromMatrixColumn(t,2).length();return this.x=n,this.y=i,this.z=r,this}setFromMatrixColumn(t,n){return this.fromArray(t.elements,n*4)}setFromMatrix3Column(t,n){return this.fromArray(t.elements,n*3)}setFromEuler(t){return this.x=t._x,this.y=t._y,this.z=t._z,this}setFromColor(t){return this.x=t.r,this.y=t.g,this.z=t.b,this}equals(t){return t.x===this.x&&t.y===this.y&&t.z===this.z}fromArray(t,n=0){return this.x=t[n],this.y=t[n+1],this.z=t[n+2],this}toArray(t=[],n=0){return t[n]=this.x,t[n+1]=this.y,t[n+2]=this.z,t}fromBufferAttribute(t,n){return this.x=t.getX(n),this.y=t.getY(n),this.z=t.getZ(n),this}random(){return this.x=Math.random(),this.y=Math.random(),this.z=Math.random(),this}randomDirection(){let t=Math.random()*Math.PI*2,n=Math.random()*2-1,i=Math.sqrt(1-n*n);return this.x=i*Math.cos(t),this.y=n,this.z=i*Math.sin(t),this}*[Symbol.iterator](){yield this.x,yield this.y,yield this.z}},I0=new Z,zw=new Wi,Ot=class{static{this.prototype.isMatrix3=!0}constructor(t,n,i,r,s,o,a,c,l){this.elements=[1,0,0,0,1,0,0,0,1],t!==void 0&&this.set(t,n,i,r,s,o,a,c,l)}set(t,n,i,r,s,o,a,c,l){let u=this.elements;return u[0]=t,u[1]=r,u[2]=a,u[3]=n,u[4]=s,u[5]=c,u[6]=i,u[7]=o,u[8]=l,this}identity(){return this.set(1,0,0,0,1,0,0,0,1),this}copy(t){let n=this.elements,i=t.elements;return n[0]=i[0],n[1]=i[1],n[2]=i[2],n[3]=i[3],n[4]=i[4],n[5]=i[5],n[6]=i[6],n[7]=i[7],n[8]=i[8],this}extractBasis(t,n,i){return t.setFromMatrix3Column(this,0),n.setFromMatrix3Column(this,1),i.setFromMatrix3Column(this,2),this}setFromMatrix4(t){let n=t.elements;return this.set(n[0],n[4],n[8],n[1],n[5],n[9],n[2],n[6],n[10]),this}multiply(t){return this.multiplyMatrices(this,t)}premultiply(t){return this.multiplyMatrices(t,this)}multiplyMatrices(t,n){let i=t.elements,r=n.elements,s=this.elements,o=i[0],a=i[3],c=i[6],l=i[1],u=i[4],h=i[7],f=i[2],d=i[5],p=i[8],y=r[0],m=r[3],g=r[6],x=r[1],S=r[4],v=r[7],T=r[2],b=r[5],_=r[8];return s[0]=o*y+a*x+c*T,s[3]=o*m+a*S+c*b,s[6]=o*g+a*v+c*_,s[1]=l*y+u*x+h*T,s[4]=l*m+u*S+h*b,s[7]=l*g+u*v+h*_,s[2]=f*y+d*x+p*T,s[5]=f*m+d*S+p*b,s[8]=f*g+d*v+p*_,this}multiplyScalar(t){let n=this.elements;return n[0]*=t,n[3]*=t,n[6]*=t,n[1]*=t,n[4]*=t,n[7]*=t,n[2]*=t,n[5]*=t,n[8]*=t,this}determinant(){let t=this.elements,n=t[0],i=t[1],r=t[2],s=t[3],o=t[4],a=t[5],c=t[6],l=t[7],u=t[8];return n*o*u-n*a*l-i*s*u+i*a*c+r*s*l-r*o*c}invert(){let t=this.elements,n=t[0],i=t[1],r=t[2],s=t[3],o=t[4],a=t[5],c=t[6],l=t[7],u=t[8],h=u*o-a*l,f=a*c-u*s,d=l*s-o*c,p=n*h+i*f+r*d;if(p===0)return this.set(0,0,0,0,0,0,0,0,0);let y=1/p;return t[0]=h*y,t[1]=(r*l-u*i)*y,t[2]=(a*i-r*o)*y,t[3]=f*y,t[4]=(u*n-r*c)*y,t[5]=(r*s-a*n)*y,t[6]=d*y,t[7]=(i*c-l*n)*y,t[8]=(o*n-i*s)*y,this}transpose(){let t,n=this.elements;return t=n[1],n[1]=n[3],n[3]=t,t=n[2],n[2]=n[6],n[6]=t,t=n[5],n[5]=n[7],n[7]=t,this}getNormalMatrix(t){return this.setFromMatrix4(t).invert().transpose()}transposeIntoArray(t){let n=this.elements;return t[0]=n[0],t[1]=n[3],t[2]=n[6],t[3]=n[1],t[4]=n[4],t[5]=n[7],t[6]=n[2],t[7]=n[5],t[8]=n[8],this}setUvTransform(t,n,i,r,s,o,a){let c=Math.cos(s),l=Math.sin(s);return this.set(i*c,i*l,-i*(c*o+l*a)+o+t,-r*l,r*c,-r*(-l*o+c*a)+a+n,0,0,1),this}scale(t,n){return Ic("Matrix3: .scale() is deprecated. Use .makeScale() instead."),this.premultiply(P0.makeScale(t,n)),this}rotate(t){return Ic("Matrix3: .rotate() is deprecated. Use .makeRotation() instead."),this.premultiply(P0.makeRotation(-t)),this}translate(t,n){return Ic("Matrix3: .translate() is deprecated. Use .makeTranslation() instead."),this.premultiply(P0.makeTranslation(t,n)),this}makeTranslation(t,n){return t.isVector2?this.set(1,0,t.x,0,1,t.y,0,0,1):this.set(1,0,t,0,1,n,0,0,1),this}makeRotation(t){let n=Math.cos(t),i=Math.sin(t);return this.set(n,-i,0,i,n,0,0,0,1),this}makeScale(t,n){return this.set(t,0,0,0,n,0,0,0,1),this}equals(t){let n=this.elements,i=t.elements;for(let r=0;r<9;r++)if(n[r]!==i[r])return!1;return!0}fromArray(t,n=0){for(let i=0;i<9;i++)this.elements[i]=t[i+n];return this}toArray(t=[],n=0){let i=this.elements;return t[n]=i[0],t[n+1]=i[1],t[n+2]=i[2],t[n+3]=i[3],t[n+4]=i[4],t[n+5]=i[5],t[n+6]=i[6],t[n+7]=i[7],t[n+8]=i[8],t}clone(){return new this.constructor().fromArray(this.elements)}},P0=new Ot,Gw=new Ot().set(.4123908,.3575843,.1804808,.212639,.7151687,.0721923,.0193308,.1191948,.9505322),Vw=new Ot().set(3.2409699,-1.5373832,-.4986108,-.9692436,1.8759675,.0415551,.0556301,-.203977,1.0569715);function WL(){let e={enabled:!0,workingColorSpace:Lc,spaces:{},convert:function(r,s,o){return this.enabled===!1||s===o||!s||!o||(this.spaces[s].transfer===ce&&(r.r=Mr(r.r),r.g=Mr(r.g),r.b=Mr(r.b)),this.spaces[s].primaries!==this.spaces[o].primaries&&(r.applyMatrix3(this.spaces[s].toXYZ),r.applyMatrix3(this.spaces[o].fromXYZ)),this.spaces[o].transfer===ce&&(r.r=ca(r.r),r.g=ca(r.g),r.b=ca(r.b))),r},workingToColorSpace:function(r,s){return this.convert(r,this.workingColorSpace,s)},colorSpaceToWorking:function(r,s){return this.convert(r,s,this.workingColorSpace)},getPrimaries:function(r){return this.spaces[r].primaries},getTransfer:function(r){return r===Cr?Nc:this.spaces[r].transfer},getToneMappingMode:function(r){return this.spaces[r].outputColorSpaceConfig.toneMappingMode||"standard"},getLuminanceCoefficients:function(r,s=this.workingColorSpace){return r.fromArray(this.spaces[s].luminanceCoefficients)},define:function(r){Object.assign(this.spaces,r)},_getMatrix:function(r,s,o){return r.copy(this.spaces[o].fromXYZ).multiply(this.spaces[s].toXYZ)},_getDrawingBufferColorSpace:function(r){return this.spaces[r].outputColorSpaceConfig.drawingBufferColorSpace},_getUnpackColorSpace:function(r=this.workingColorSpace){return this.spaces[r].workingColorSpaceConfig.unpackColorSpace}},t=[.64,.33,.3,.6,.15,.06],n=[.2126,.7152,.0722],i=[.3127,.329];return e.define({[Lc]:{primaries:t,whitePoint:i,transfer:Nc,toXYZ:Gw,fromXYZ:Vw,luminanceCoefficients:n,workingColorSpaceConfig:{unpackColorSpace:pn},outputColorSpaceConfig:{drawingBufferColorSpace:pn}},[pn]:{primaries:t,whitePoint:i,transfer:ce,toXYZ:Gw,fromXYZ:Vw,luminanceCoefficients:n,outputColorSpaceConfig:{drawingBufferColorSpace:pn}}}),e}var te=WL();function Mr(e){return e<.04045?e*.0773993808:Math.pow(e*.9478672986+.0521327014,2.4)}function ca(e){return e<.0031308?e*12.92:1.055*Math.pow(e,.41666)-.055}var Zo,Bf=class{static getDataURL(t,n="image/png"){if(/^data:/i.test(t.src)||typeof HTMLCanvasElement>"u")return t.src;let i;if(t instanceof HTMLCanvasElement)i=t;else{Zo===void 0&&(Zo=Dc("canvas")),Zo.width=t.width,Zo.height=t.height;let r=Zo.getContext("2d");t instanceof ImageData?r.putImageData(t,0,0):r.drawImage(t,0,0,t.width,t.height),i=Zo}return i.toDataURL(n)}static sRGBToLinear(t){if(typeof HTMLImageElement<"u"&&t instanceof HTMLImageElement||typeof HTMLCanvasElement<"u"&&t instanceof HTMLCanvasElement||typeof ImageBitmap<"u"&&t instanceof ImageBitmap){let n=Dc("canvas");n.width=t.width,n.height=t.height;let i=n.getContext("2d");i.drawImage(t,0,0,t.width,t.height);let r=i.getImageData(0,0,t.width,t.height),s=r.data;for(let o=0;o<s.length;o++)s[o]=Mr(s[o]/255)*255;return i.putImageData(r,0,0),n}else if(t.data){let n=t.data.slice(0);for(let i=0;i<n.length;i++)n instanceof Uint8Array||n instanceof Uint8ClampedArray?n[i]=Math.floor(Mr(n[i]/255)*255):n[i]=Mr(n[i]);return{data:n,width:t.width,height:t.height}}else return Ut("ImageUtils.sRGBToLinear(): Unsupported image type. No color space conversion applied."),t}},$L=0,ha=class{constructor(t=null){this.isTextureSource=!0,Object.defineProperty(this,"id",{value:$L++}),this.uuid=rl(),this.data=t,this.dataReady=!0,this.version=0}getSize(t){let n=this.data;return typeof HTMLVideoElement<"u"&&n instanceof HTMLVideoElement?t.set(n.videoWidth,n.videoHeight,0):typeof VideoFrame<"u"&&n instanceof VideoFrame?t.set(n.displayWidth,n.displayHeight,0):n!==null?t.set(n.width||0,n.height||0,n.depth||0):t.set(0,0,0),t}set needsUpdate(t){t===!0&&this.version++}toJSON(t){let n=t===void 0||typeof t=="string";if(!n&&t.images[this.uuid]!==void 0)return t.images[this.uuid];let i={uuid:this.uuid,url:""},r=this.data;if(r!==null){let s;if(Array.isArray(r)){s=[];for(let o=0,a=r.length;o<a;o++)r[o].isDataTexture?s.push(L0(r[o].image)):s.push(L0(r[o]))}else s=L0(r);i.url=s}return n||(t.images[this.uuid]=i),i}};function L0(e){return typeof HTMLImageElement<"u"&&e instanceof HTMLImageElement||typeof HTMLCanvasElement<"u"&&e instanceof HTMLCanvasElement||typeof ImageBitmap<"u"&&e instanceof ImageBitmap?Bf.getDataURL(e):e.data?{data:Array.from(e.data),width:e.width,height:e.height,type:e.data.constructor.name}:(Ut("Texture: Unable to serialize Texture."),{})}var XL=0,N0=new Z,Mn=class e extends Hi{constructor(t=e.DEFAULT_IMAGE,n=e.DEFAULT_MAPPING,i=Vi,r=Vi,s=mn,o=Ar,a=yi,c=Sn,l=e.DEFAULT_ANISOTROPY,u=Cr){super(),this.isTexture=!0,Object.defineProperty(this,"id",{value:XL++}),this.uuid=rl(),this.name="",this.source=new ha(t),this.mipmaps=[],this.mapping=n,this.channel=0,this.wrapS=i,this.wrapT=r,this.magFilter=s,this.minFilter=o,this.anisotropy=l,this.format=a,this.internalFormat=null,this.type=c,this.offset=new ne(0,0),this.repeat=new ne(1,1),this.center=new ne(0,0),this.rotation=0,this.matrixAutoUpdate=!0,this.matrix=new Ot,this.generateMipmaps=!0,this.mipmapsAutoUpdate=!0,this.premultiplyAlpha=!1,this.flipY=!0,this.unpackAlignment=4,this.colorSpace=u,this.userData={},this.updateRanges=[],this.version=0,this.onUpdate=null,this.renderTarget=null,this.isRenderTargetTexture=!1,this.isArrayTexture=!!(t&&t.depth&&t.depth>1),this.pmremVersion=0,this.isPMREMTexture=!1,this.normalized=!1}get width(){return this.source.getSize(N0).x}get height(){return this.source.getSize(N0).y}get depth(){return this.source.getSize(N0).z}get image(){return this.source.data}set image(t){this.source.data=t}updateMatrix(){this.matrix.setUvTransform(this.offset.x,this.offset.y,this.repeat.x,this.repeat.y,this.rotation,this.center.x,this.center.y)}addUpdateRange(t,n){this.updateRanges.push({start:t,count:n})}clearUpdateRanges(){this.updateRanges.length=0}clone(){return new this.constructor().copy(this)}copy(t){return this.name=t.name,this.source=t.source,this.mipmaps=t.mipmaps.slice(0),this.mapping=t.mapping,this.channel=t.channel,this.wrapS=t.wrapS,this.wrapT=t.wrapT,this.magFilter=t.magFilter,this.minFilter=t.minFilter,this.anisotropy=t.anisotropy,this.format=t.format,this.internalFormat=t.internalFormat,this.type=t.type,this.normalized=t.normalized,this.offset.copy(t.offset),this.repeat.copy(t.repeat),this.center.copy(t.center),this.rotation=t.rotation,this.matrixAutoUpdate=t.matrixAutoUpdate,this.matrix.copy(t.matrix),this.generateMipmaps=t.generateMipmaps,this.mipmapsAutoUpdate=t.mipmapsAutoUpdate,this.premultiplyAlpha=t.premultiplyAlpha,this.flipY=t.flipY,this.unpackAlignment=t.unpackAlignment,this.colorSpace=t.colorSpace,this.renderTarget=t.renderTarget,this.isRenderTargetTexture=t.isRenderTargetTexture,this.isPMREMTexture=t.isPMREMTexture,this.isArrayTexture=t.isArrayTexture,this.userData=JSON.parse(JSON.stringify(t.userData)),this.needsUpdate=!0,this}setValues(t){for(let n in t){let i=t[n];if(i===void 0){Ut(`Texture.setValues(): parameter '${n}' has value of undefined.`);continue}let r=this[n];if(r===void 0){Ut(`Texture.setValues(): property '${n}' does not exist.`);continue}r&&i&&r.isVector2&&i.isVector2||r&&i&&r.isVector3&&i.isVector3||r&&i&&r.isMatrix3&&i.isMatrix3?r.copy(i):this[n]=i}}toJSON(t){let n=t===void 0||typeof t=="string";if(!n&&t.textures[this.uuid]!==void 0)return t.textures[this.uuid];let i={metadata:{version:4.7,type:"Texture",generator:"Texture.toJSON"},uuid:this.uuid,name:this.name,image:this.source.toJSON(t).uuid,mapping:this.mapping,channel:this.channel,repeat:[this.repeat.x,this.repeat.y],offset:[this.offset.x,this.offset.y],center:[this.center.x,this.center.y],rotation:this.rotation,wrap:[this.wrapS,this.wrapT],format:this.format,internalFormat:this.internalFormat,type:this.type,normalized:this.normalized,colorSpace:this.colorSpace,minFilter:this.minFilter,magFilter:this.magFilter,anisotropy:this.anisotropy,flipY:this.flipY,generateMipmaps:this.generateMipmaps,mipmapsAutoUpdate:this.mipmapsAutoUpdate,premultiplyAlpha:this.premultiplyAlpha,unpackAlignment:this.unpackAlignment};return Object.keys(this.userData).length>0&&(i.userData=this.userData),n||(t.textures[this.uuid]=i),i}dispose(){this.dispatchEvent({type:"dispose"})}transformUv(t){if(this.mapping!==g_)return t;if(t.applyMatrix3(this.matrix),t.x<0||t.x>1)switch(this.wrapS){case Df:t.x=t.x-Math.floor(t.x);break;case Vi:t.x=t.x<0?0:1;break;case Uf:Math.abs(Math.floor(t.x)%2)===1?t.x=Math.ceil(t.x)-t.x:t.x=t.x-Math.floor(t.x);break}if(t.y<0||t.y>1)switch(this.wrapT){case Df:t.y=t.y-Math.floor(t.y);break;case Vi:t.y=t.y<0?0:1;break;case Uf:Math.abs(Math.floor(t.y)%2)===1?t.y=Math.ceil(t.y)-t.y:t.y=t.y-Math.floor(t.y);break}return this.flipY&&(t.y=1-t.y),t}set needsUpdate(t){t===!0&&(this.version++,this.source.needsUpdate=!0)}set needsPMREMUpdate(t){t===!0&&this.pmremVersion++}};Mn.DEFAULT_IMAGE=null;Mn.DEFAULT_MAPPING=g_;Mn.DEFAULT_ANISOTROPY=1;var ve=class{static{this.prototype.isVector4=!0}constructor(t=0,n=0,i=0,r=1){this.x=t,this.y=n,this.z=i,this.w=r}get width(){return this.z}set width(t){this.z=t}get height(){return this.w}set height(t){this.w=t}set(t,n,i,r){return this.x=t,this.y=n,this.z=i,this.w=r,this}setScalar(t){return this.x=t,this.y=t,this.z=t,this.w=t,this}setX(t){return this.x=t,this}setY(t){return this.y=t,this}setZ(t){return this.z=t,this}setW(t){return this.w=t,this}setComponent(t,n){switch(t){case 0:this.x=n;break;case 1:this.y=n;break;case 2:this.z=n;break;case 3:this.w=n;break;default:throw new Error("THREE.Vector4: index is out of range: "+t)}return this}getComponent(t){switch(t){case 0:return this.x;case 1:return this.y;case 2:return this.z;case 3:return this.w;default:throw new Error("THREE.Vector4: index is out of range: "+t)}}clone(){return new this.constructor(this.x,this.y,this.z,this.w)}copy(t){return this.x=t.x,this.y=t.y,this.z=t.z,this.w=t.w!==void 0?t.w:1,this}add(t){return this.x+=t.x,this.y+=t.y,this.z+=t.z,this.w+=t.w,this}addScalar(t){return this.x+=t,this.y+=t,this.z+=t,this.w+=t,this}addVectors(t,n){return this.x=t.x+n.x,this.y=t.y+n.y,this.z=t.z+n.z,this.w=t.w+n.w,this}addScaledVector(t,n){return this.x+=t.x*n,this.y+=t.y*n,this.z+=t.z*n,this.w+=t.w*n,this}sub(t){return this.x-=t.x,this.y-=t.y,this.z-=t.z,this.w-=t.w,this}subScalar(t){return this.x-=t,this.y-=t,this.z-=t,this.w-=t,this}subVectors(t,n){return this.x=t.x-n.x,this.y=t.y-n.y,this.z=t.z-n.z,this.w=t.w-n.w,this}multiply(t){return this.x*=t.x,this.y*=t.y,this.z*=t.z,this.w*=t.w,this}multiplyScalar(t){return this.x*=t,this.y*=t,this.z*=t,this.w*=t,this}applyMatrix4(t){let n=this.x,i=this.y,r=this.z,s=this.w,o=t.elements;return this.x=o[0]*n+o[4]*i+o[8]*r+o[12]*s,this.y=o[1]*n+o[5]*i+o[9]*r+o[13]*s,this.z=o[2]*n+o[6]*i+o[10]*r+o[14]*s,this.w=o[3]*n+o[7]*i+o[11]*r+o[15]*s,this}divide(t){return this.x/=t.x,this.y/=t.y,this.z/=t.z,this.w/=t.w,this}divideScalar(t){return this.multiplyScalar(1/t)}setAxisAngleFromQuaternion(t){this.w=2*Math.acos(t.w);let n=Math.sqrt(1-t.w*t.w);return n<1e-4?(this.x=1,this.y=0,this.z=0):(this.x=t.x/n,this.y=t.y/n,this.z=t.z/n),this}setAxisAngleFromRotationMatrix(t){let n,i,r,s,c=t.elements,l=c[0],u=c[4],h=c[8],f=c[1],d=c[5],p=c[9],y=c[2],m=c[6],g=c[10];if(Math.abs(u-f)<.01&&Math.abs(h-y)<.01&&Math.abs(p-m)<.01){if(Math.abs(u+f)<.1&&Math.abs(h+y)<.1&&Math.abs(p+m)<.1&&Math.abs(l+d+g-3)<.1)return this.set(1,0,0,0),this;n=Math.PI;let S=(l+1)/2,v=(d+1)/2,T=(g+1)/2,b=(u+f)/4,_=(h+y)/4,M=(p+m)/4;return S>v&&S>T?S<.01?(i=0,r=.707106781,s=.707106781):(i=Math.sqrt(S),r=b/i,s=_/i):v>T?v<.01?(i=.707106781,r=0,s=.707106781):(r=Math.sqrt(v),i=b/r,s=M/r):T<.01?(i=.707106781,r=.707106781,s=0):(s=Math.sqrt(T),i=_/s,r=M/s),this.set(i,r,s,n),this}let x=Math.sqrt((m-p)*(m-p)+(h-y)*(h-y)+(f-u)*(f-u));return Math.abs(x)<.001&&(x=1),this.x=(m-p)/x,this.y=(h-y)/x,this.z=(f-u)/x,this.w=Math.acos((l+d+g-1)/2),this}setFromMatrixPosition(t){let n=t.elements;return this.x=n[12],this.y=n[13],this.z=n[14],this.w=n[15],this}min(t){return this.x=Math.min(this.x,t.x),this.y=Math.min(this.y,t.y),this.z=Math.min(this.z,t.z),this.w=Math.min(this.w,t.w),this}max(t){return this.x=Math.max(this.x,t.x),this.y=Math.max(this.y,t.y),this.z=Math.max(this.z,t.z),this.w=Math.max(this.w,t.w),this}clamp(t,n){return this.x=ee(this.x,t.x,n.x),this.y=ee(this.y,t.y,n.y),this.z=ee(this.z,t.z,n.z),this.w=ee(this.w,t.w,n.w),this}clampScalar(t,n){return this.x=ee(this.x,t,n),this.y=ee(this.y,t,n),this.z=ee(this.z,t,n),this.w=ee(this.w,t,n),this}clampLength(t,n){let i=this.length();return this.divideScalar(i||1).multiplyScalar(ee(i,t,n))}floor(){return this.x=Math.floor(this.x),this.y=Math.floor(this.y),this.z=Math.floor(this.z),this.w=Math.floor(this.w),this}ceil(){return this.x=Math.ceil(this.x),this.y=Math.ceil(this.y),this.z=Math.ceil(this.z),this.w=Math.ceil(this.w),this}round(){return this.x=Math.round(this.x),this.y=Math.round(this.y),this.z=Math.round(this.z),this.w=Math.round(this.w),this}roundToZero(){return this.x=Math.trunc(this.x),this.y=Math.trunc(this.y),this.z=Math.trunc(this.z),this.w=Math.trunc(this.w),this}negate(){return this.x=-this.x,this.y=-this.y,this.z=-this.z,this.w=-this.w,this}dot(t){return this.x*t.x+this.y*t.y+this.z*t.z+this.w*t.w}lengthSq(){return this.x*this.x+this.y*this.y+this.z*this.z+this.w*this.w}length(){return Math.sqrt(this.x*this.x+this.y*this.y+this.z*this.z+this.w*this.w)}manhattanLength(){return Math.abs(this.x)+Math.abs(this.y)+Math.abs(this.z)+Math.abs(this.w)}normalize(){return this.divideScalar(this.length()||1)}setLength(t){return this.normalize().multiplyScalar(t)}lerp(t,n){return this.x+=(t.x-this.x)*n,this.y+=(t.y-this.y)*n,this.z+=(t.z-this.z)*n,this.w+=(t.w-this.w)*n,this}lerpVectors(t,n,i){return this.x=t.x+(n.x-t.x)*i,this.y=t.y+(n.y-t.y)*i,this.z=t.z+(n.z-t.z)*i,this.w=t.w+(n.w-t.w)*i,this}equals(t){return t.x===this.x&&t.y===this.y&&t.z===this.z&&t.w===this.w}fromArray(t,n=0){return this.x=t[n],this.y=t[n+1],this.z=t[n+2],this.w=t[n+3],this}toArray(t=[],n=0){return t[n]=this.x,t[n+1]=this.y,t[n+2]=this.z,t[n+3]=this.w,t}fromBufferAttribute(t,n){return this.x=t.getX(n),this.y=t.getY(n),this.z=t.getZ(n),this.w=t.getW(n),this}random(){return this.x=Math.random(),this.y=Math.random(),this.z=Math.random(),this.w=Math.random(),this}*[Symbol.iterator](){yield this.x,yield this.y,yield this.z,yield this.w}},kf=class extends Hi{constructor(t=1,n=1,i={}){super(),i=Object.assign({generateMipmaps:!1,internalFormat:null,minFilter:mn,depthBuffer:!0,stencilBuffer:!1,resolveColorBuffer:!0,resolveDepthBuffer:!0,resolveStencilBuffer:!0,storeMultisampledColorBuffer:!0,storeMultisampledDepthBuffer:!0,storeMultisampledStencilBuffer:!0,depthTexture:null,samples:0,count:1,depth:1,multiview:!1,useArrayDepthTexture:!1},i),this.isRenderTarget=!0,this.width=t,this.height=n,this.depth=i.depth,this.scissor=new ve(0,0,t,n),this.scissorTest=!1,this.viewport=new ve(0,0,t,n),this.textures=[];let r=i.count;for(let s=0;s<r;s++)this.textures[s]=new Mn({width:t,height:n,depth:i.depth}),this.textures[s].isRenderTargetTexture=!0,this.textures[s].renderTarget=this;this._setTextureOptions(i),this.depthBuffer=i.depthBuffer,this.stencilBuffer=i.stencilBuffer,this.resolveColorBuffer=i.resolveColorBuffer,this.resolveDepthBuffer=i.resolveDepthBuffer,this.resolveStencilBuffer=i.resolveStencilBuffer,this.storeMultisampledColorBuffer=i.storeMultisampledColorBuffer,this.storeMultisampledDepthBuffer=i.storeMultisampledDepthBuffer,this.storeMultisampledStencilBuffer=i.storeMultisampledStencilBuffer,this._depthTexture=null,this.depthTexture=i.depthTexture,this.samples=i.samples,this.multiview=i.multiview,this.useArrayDepthTexture=i.useArrayDepthTexture}_setTextureOptions(t={}){let n={minFilter:mn,generateMipmaps:!1,flipY:!1,internalFormat:null};t.mapping!==void 0&&(n.mapping=t.mapping),t.wrapS!==void 0&&(n.wrapS=t.wrapS),t.wrapT!==void 0&&(n.wrapT=t.wrapT),t.wrapR!==void 0&&(n.wrapR=t.wrapR),t.magFilter!==void 0&&(n.magFilter=t.magFilter),t.minFilter!==void 0&&(n.minFilter=t.minFilter),t.format!==void 0&&(n.format=t.format),t.type!==void 0&&(n.type=t.type),t.anisotropy!==void 0&&(n.anisotropy=t.anisotropy),t.colorSpace!==void 0&&(n.colorSpace=t.colorSpace),t.flipY!==void 0&&(n.flipY=t.flipY),t.generateMipmaps!==void 0&&(n.generateMipmaps=t.generateMipmaps),t.mipmapsAutoUpdate!==void 0&&(n.mipmapsAutoUpdate=t.mipmapsAutoUpdate),t.internalFormat!==void 0&&(n.internalFormat=t.internalFormat);for(let i=0;i<this.textures.length;i++)this.textures[i].setValues(n)}get texture(){return this.textures[0]}set texture(t){this.textures[0]=t}set depthTexture(t){this._depthTexture!==null&&this._depthTexture.renderTarget===this&&(this._depthTexture.renderTarget=null),t!==null&&t.renderTarget===null&&(t.renderTarget=this),this._depthTexture=t}get depthTexture(){return this._depthTexture}setSize(t,n,i=1){if(this.width!==t||this.height!==n||this.depth!==i){this.width=t,this.height=n,this.depth=i;for(let r=0,s=this.textures.length;r<s;r++)this.textures[r].image.width=t,this.textures[r].image.height=n,this.textures[r].image.depth=i,this.textures[r].isData3DTexture!==!0&&(this.textures[r].isArrayTexture=this.textures[r].image.depth>1);this.dispose()}this.viewport.set(0,0,t,n),this.scissor.set(0,0,t,n)}clone(){return new this.constructor().copy(this)}copy(t){this.width=t.width,this.height=t.height,this.depth=t.depth,this.scissor.copy(t.scissor),this.scissorTest=t.scissorTest,this.viewport.copy(t.viewport),this.textures.length=0;for(let n=0,i=t.textures.length;n<i;n++){this.textures[n]=t.textures[n].clone(),this.textures[n].isRenderTargetTexture=!0,this.textures[n].renderTarget=this;let r=Object.assign({},t.textures[n].image);this.textures[n].source=new ha(r)}if(this.depthBuffer=t.depthBuffer,this.stencilBuffer=t.stencilBuffer,this.resolveColorBuffer=t.resolveColorBuffer,this.resolveDepthBuffer=t.resolveDepthBuffer,this.resolveStencilBuffer=t.resolveStencilBuffer,this.storeMultisampledColorBuffer=t.storeMultisampledColorBuffer,this.storeMultisampledDepthBuffer=t.storeMultisampledDepthBuffer,this.storeMultisampledStencilBuffer=t.storeMultisampledStencilBuffer,t.depthTexture!==null)if(t.depthTexture.renderTarget===t){let n=t.depthTexture.clone();n.renderTarget=null,this.depthTexture=n}else this.depthTexture=t.depthTexture;else this.depthTexture=null;return this.samples=t.samples,this.multiview=t.multiview,this.useArrayDepthTexture=t.useArrayDepthTexture,this}dispose(){this.dispatchEvent({type:"dispose"})}},Nn=class extends kf{constructor(t=1,n=1,i={}){super(t,n,i),this.isWebGLRenderTarget=!0}},Uc=class extends Mn{constructor(t=null,n=1,i=1,r=1){super(null),this.isDataArrayTexture=!0,this.image={data:t,width:n,height:i,depth:r},this.magFilter=Ye,this.minFilter=Ye,this.wrapR=Vi,this.generateMipmaps=!1,this.flipY=!1,this.unpackAlignment=1,this.layerUpdates=new Set}copy(t){return super.copy(t),this.wrapR=t.wrapR,this}addLayerUpdate(t){this.layerUpdates.add(t)}clearLayerUpdates(){this.layerUpdates.clear()}};var zf=class extends Mn{constructor(t=null,n=1,i=1,r=1){super(null),this.isData3DTexture=!0,this.image={data:t,width:n,height:i,depth:r},this.magFilter=Ye,this.minFilter=Ye,this.wrapR=Vi,this.generateMipmaps=!1,this.flipY=!1,this.unpackAlignment=1}copy(t){return super.copy(t),this.wrapR=t.wrapR,this}};var xe=class e{static{this.prototype.isMatrix4=!0}constructor(t,n,i,r,s,o,a,c,l,u,h,f,d,p,y,m){this.elements=[1,0,0,0,0,1,0,0,0,0,1,0,0,0,0,1],t!==void 0&&this.set(t,n,i,r,s,o,a,c,l,u,h,f,d,p,y,m)}set(t,n,i,r,s,o,a,c,l,u,h,f,d,p,y,m){let g=this.elements;return g[0]=t,g[4]=n,g[8]=i,g[12]=r,g[1]=s,g[5]=o,g[9]=a,g[13]=c,g[2]=l,g[6]=u,g[10]=h,g[14]=f,g[3]=d,g[7]=p,g[11]=y,g[15]=m,this}identity(){return this.set(1,0,0,0,0,1,0,0,0,0,1,0,0,0,0,1),this}clone(){return new e().fromArray(this.elements)}copy(t){let n=this.elements,i=t.elements;return n[0]=i[0],n[1]=i[1],n[2]=i[2],n[3]=i[3],n[4]=i[4],n[5]=i[5],n[6]=i[6],n[7]=i[7],n[8]=i[8],n[9]=i[9],n[10]=i[10],n[11]=i[11],n[12]=i[12],n[13]=i[13],n[14]=i[14],n[15]=i[15],this}copyPosition(t){let n=this.elements,i=t.elements;return n[12]=i[12],n[13]=i[13],n[14]=i[14],this}setFromMatrix3(t){let n=t.elements;return this.set(n[0],n[3],n[6],0,n[1],n[4],n[7],0,n[2],n[5],n[8],0,0,0,0,1),this}extractBasis(t,n,i){return this.determinantAffine()===0?(t.set(1,0,0),n.set(0,1,0),i.set(0,0,1),this):(t.setFromMatrixColumn(this,0),n.setFromMatrixColumn(this,1),i.setFromMatrixColumn(this,2),this)}makeBasis(t,n,i){return this.set(t.x,n.x,i.x,0,t.y,n.y,i.y,0,t.z,n.z,i.z,0,0,0,0,1),this}extractRotation(t){if(t.determinantAffine()===0)return this.identity();let n=this.elements,i=t.elements,r=1/Jo.setFromMatrixColumn(t,0).length(),s=1/Jo.setFromMatrixColumn(t,1).length(),o=1/Jo.setFromMatrixColumn(t,2).length();return n[0]=i[0]*r,n[1]=i[1]*r,n[2]=i[2]*r,n[3]=0,n[4]=i[4]*s,n[5]=i[5]*s,n[6]=i[6]*s,n[7]=0,n[8]=i[8]*o,n[9]=i[9]*o,n[10]=i[10]*o,n[11]=0,n[12]=0,n[13]=0,n[14]=0,n[15]=1,this}makeRotationFromEuler(t){let n=this.elements,i=t.x,r=t.y,s=t.z,o=Math.cos(i),a=Math.sin(i),c=Math.cos(r),l=Math.sin(r),u=Math.cos(s),h=Math.sin(s);if(t.order==="XYZ"){let f=o*u,d=o*h,p=a*u,y=a*h;n[0]=c*u,n[4]=-c*h,n[8]=l,n[1]=d+p*l,n[5]=f-y*l,n[9]=-a*c,n[2]=y-f*l,n[6]=p+d*l,n[10]=o*c}else if(t.order==="YXZ"){let f=c*u,d=c*h,p=l*u,y=l*h;n[0]=f+y*a,n[4]=p*a-d,n[8]=o*l,n[1]=o*h,n[5]=o*u,n[9]=-a,n[2]=d*a-p,n[6]=y+f*a,n[10]=o*c}else if(t.order==="ZXY"){let f=c*u,d=c*h,p=l*u,y=l*h;n[0]=f-y*a,n[4]=-o*h,n[8]=p+d*a,n[1]=d+p*a,n[5]=o*u,n[9]=y-f*a,n[2]=-o*l,n[6]=a,n[10]=o*c}else if(t.order==="ZYX"){let f=o*u,d=o*h,p=a*u,y=a*h;n[0]=c*u,n[4]=p*l-d,n[8]=f*l+y,n[1]=c*h,n[5]=y*l+f,n[9]=d*l-p,n[2]=-l,n[6]=a*c,n[10]=o*c}else if(t.order==="YZX"){let f=o*c,d=o*l,p=a*c,y=a*l;n[0]=c*u,n[4]=y-f*h,n[8]=p*h+d,n[1]=h,n[5]=o*u,n[9]=-a*u,n[2]=-l*u,n[6]=d*h+p,n[10]=f-y*h}else if(t.order==="XZY"){let f=o*c,d=o*l,p=a*c,y=a*l;n[0]=c*u,n[4]=-h,n[8]=l*u,n[1]=f*h+y,n[5]=o*u,n[9]=d*h-p,n[2]=p*h-d,n[6]=a*u,n[10]=y*h+f}return n[3]=0,n[7]=0,n[11]=0,n[12]=0,n[13]=0,n[14]=0,n[15]=1,this}makeRotationFromQuaternion(t){return this.compose(qL,t,YL)}lookAt(t,n,i){let r=this.elements;return In.subVectors(t,n),In.lengthSq()===0&&(In.z=1),In.normalize(),qr.crossVectors(i,In),qr.lengthSq()===0&&(Math.abs(i.z)===1?In.x+=1e-4:In.z+=1e-4,In.normalize(),qr.crossVectors(i,In)),qr.normalize(),sf.crossVectors(In,qr),r[0]=qr.x,r[4]=sf.x,r[8]=In.x,r[1]=qr.y,r[5]=sf.y,r[9]=In.y,r[2]=qr.z,r[6]=sf.z,r[10]=In.z,this}multiply(t){return this.multiplyMatrices(this,t)}premultiply(t){return this.multiplyMatrices(t,this)}multiplyMatrices(t,n){let i=t.elements,r=n.elements,s=this.elements,o=i[0],a=i[4],c=i[8],l=i[12],u=i[1],h=i[5],f=i[9],d=i[13],p=i[2],y=i[6],m=i[10],g=i[14],x=i[3],S=i[7],v=i[11],T=i[15],b=r[0],_=r[4],M=r[8],I=r[12],C=r[1],E=r[5],N=r[9],B=r[13],P=r[2],L=r[6],z=r[10],k=r[14],Y=r[3],U=r[7],G=r[11],X=r[15];return s[0]=o*b+a*C+c*P+l*Y,s[4]=o*_+a*E+c*L+l*U,s[8]=o*M+a*N+c*z+l*G,s[12]=o*I+a*B+c*k+l*X,s[1]=u*b+h*C+f*P+d*Y,s[5]=u*_+h*E+f*L+d*U,s[9]=u*M+h*N+f*z+d*G,s[13]=u*I+h*B+f*k+d*X,s[2]=p*b+y*C+m*P+g*Y,s[6]=p*_+y*E+m*L+g*U,s[10]=p*M+y*N+m*z+g*G,s[14]=p*I+y*B+m*k+g*X,s[3]=x*b+S*C+v*P+T*Y,s[7]=x*_+S*E+v*L+T*U,s[11]=x*M+S*N+v*z+T*G,s[15]=x*I+S*B+v*k+T*X,this}multiplyScalar(t){let n=this.elements;return n[0]*=t,n[4]*=t,n[8]*=t,n[12]*=t,n[1]*=t,n[5]*=t,n[9]*=t,n[13]*=t,n[2]*=t,n[6]*=t,n[10]*=t,n[14]*=t,n[3]*=t,n[7]*=t,n[11]*=t,n[15]*=t,this}determinant(){let t=this.elements,n=t[0],i=t[4],r=t[8],s=t[12],o=t[1],a=t[5],c=t[9],l=t[13],u=t[2],h=t[6],f=t[10],d=t[14],p=t[3],y=t[7],m=t[11],g=t[15],x=c*d-l*f,S=a*d-l*h,v=a*f-c*h,T=o*d-l*u,b=o*f-c*u,_=o*h-a*u;return n*(y*x-m*S+g*v)-i*(p*x-m*T+g*b)+r*(p*S-y*T+g*_)-s*(p*v-y*b+m*_)}determinantAffine(){let t=this.elements,n=t[0],i=t[4],r=t[8],s=t[1],o=t[5],a=t[9],c=t[2],l=t[6],u=t[10];return n*(o*u-a*l)-i*(s*u-a*c)+r*(s*l-o*c)}transpose(){let t=this.elements,n;return n=t[1],t[1]=t[4],t[4]=n,n=t[2],t[2]=t[8],t[8]=n,n=t[6],t[6]=t[9],t[9]=n,n=t[3],t[3]=t[12],t[12]=n,n=t[7],t[7]=t[13],t[13]=n,n=t[11],t[11]=t[14],t[14]=n,this}setPosition(t,n,i){let r=this.elements;return t.isVector3?(r[12]=t.x,r[13]=t.y,r[14]=t.z):(r[12]=t,r[13]=n,r[14]=i),this}invert(){let t=this.elements,n=t[0],i=t[1],r=t[2],s=t[3],o=t[4],a=t[5],c=t[6],l=t[7],u=t[8],h=t[9],f=t[10],d=t[11],p=t[12],y=t[13],m=t[14],g=t[15],x=n*a-i*o,S=n*c-r*o,v=n*l-s*o,T=i*c-r*a,b=i*l-s*a,_=r*l-s*c,M=u*y-h*p,I=u*m-f*p,C=u*g-d*p,E=h*m-f*y,N=h*g-d*y,B=f*g-d*m,P=x*B-S*N+v*E+T*C-b*I+_*M;if(P===0)return this.set(0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0);let L=1/P;return t[0]=(a*B-c*N+l*E)*L,t[1]=(r*N-i*B-s*E)*L,t[2]=(y*_-m*b+g*T)*L,t[3]=(f*b-h*_-d*T)*L,t[4]=(c*C-o*B-l*I)*L,t[5]=(n*B-r*C+s*I)*L,t[6]=(m*v-p*_-g*S)*L,t[7]=(u*_-f*v+d*S)*L,t[8]=(o*N-a*C+l*M)*L,t[9]=(i*C-n*N-s*M)*L,t[10]=(p*b-y*v+g*x)*L,t[11]=(h*v-u*b-d*x)*L,t[12]=(a*I-o*E-c*M)*L,t[13]=(n*E-i*I+r*M)*L,t[14]=(y*S-p*T-m*x)*L,t[15]=(u*T-h*S+f*x)*L,this}scale(t){let n=this.elements,i=t.x,r=t.y,s=t.z;return n[0]*=i,n[4]*=r,n[8]*=s,n[1]*=i,n[5]*=r,n[9]*=s,n[2]*=i,n[6]*=r,n[10]*=s,n[3]*=i,n[7]*=r,n[11]*=s,this}getMaxScaleOnAxis(){let t=this.elements,n=t[0]*t[0]+t[1]*t[1]+t[2]*t[2],i=t[4]*t[4]+t[5]*t[5]+t[6]*t[6],r=t[8]*t[8]+t[9]*t[9]+t[10]*t[10];return Math.sqrt(Math.max(n,i,r))}makeTranslation(t,n,i){return t.isVector3?this.set(1,0,0,t.x,0,1,0,t.y,0,0,1,t.z,0,0,0,1):this.set(1,0,0,t,0,1,0,n,0,0,1,i,0,0,0,1),this}makeRotationX(t){let n=Math.cos(t),i=Math.sin(t);return this.set(1,0,0,0,0,n,-i,0,0,i,n,0,0,0,0,1),this}makeRotationY(t){let n=Math.cos(t),i=Math.sin(t);return this.set(n,0,i,0,0,1,0,0,-i,0,n,0,0,0,0,1),this}makeRotationZ(t){let n=Math.cos(t),i=Math.sin(t);return this.set(n,-i,0,0,i,n,0,0,0,0,1,0,0,0,0,1),this}makeRotationAxis(t,n){let i=Math.cos(n),r=Math.sin(n),s=1-i,o=t.x,a=t.y,c=t.z,l=s*o,u=s*a;return this.set(l*o+i,l*a-r*c,l*c+r*a,0,l*a+r*c,u*a+i,u*c-r*o,0,l*c-r*a,u*c+r*o,s*c*c+i,0,0,0,0,1),this}makeScale(t,n,i){return this.set(t,0,0,0,0,n,0,0,0,0,i,0,0,0,0,1),this}makeShear(t,n,i,r,s,o){return this.set(1,i,s,0,t,1,o,0,n,r,1,0,0,0,0,1),this}compose(t,n,i){let r=this.elements,s=n._x,o=n._y,a=n._z,c=n._w,l=s+s,u=o+o,h=a+a,f=s*l,d=s*u,p=s*h,y=o*u,m=o*h,g=a*h,x=c*l,S=c*u,v=c*h,T=i.x,b=i.y,_=i.z;return r[0]=(1-(y+g))*T,r[1]=(d+v)*T,r[2]=(p-S)*T,r[3]=0,r[4]=(d-v)*b,r[5]=(1-(f+g))*b,r[6]=(m+x)*b,r[7]=0,r[8]=(p+S)*_,r[9]=(m-x)*_,r[10]=(1-(f+y))*_,r[11]=0,r[12]=t.x,r[13]=t.y,r[14]=t.z,r[15]=1,this}decompose(t,n,i){let r=this.elements;t.x=r[12],t.y=r[13],t.z=r[14];let s=this.determinantAffine();if(s===0)return i.set(1,1,1),n.identity(),this;let o=Jo.set(r[0],r[1],r[2]).length(),a=Jo.set(r[4],r[5],r[6]).length(),c=Jo.set(r[8],r[9],r[10]).length();s<0&&(o=-o),fi.copy(this);let l=1/o,u=1/a,h=1/c;return fi.elements[0]*=l,fi.elements[1]*=l,fi.elements[2]*=l,fi.elements[4]*=u,fi.elements[5]*=u,fi.elements[6]*=u,fi.elements[8]*=h,fi.elements[9]*=h,fi.elements[10]*=h,n.setFromRotationMatrix(fi),i.x=o,i.y=a,i.z=c,this}makePerspective(t,n,i,r,s,o,a=ei,c=!1){let l=this.elements,u=2*s/(n-t),h=2*s/(i-r),f=(n+t)/(n-t),d=(i+r)/(i-r),p,y;if(c)p=s/(o-s),y=o*s/(o-s);else if(a===ei)p=-(o+s)/(o-s),y=-2*o*s/(o-s);else if(a===ua)p=-o/(o-s),y=-o*s/(o-s);else throw new Error("THREE.Matrix4.makePerspective(): Invalid coordinate system: "+a);return l[0]=u,l[4]=0,l[8]=f,l[12]=0,l[1]=0,l[5]=h,l[9]=d,l[13]=0,l[2]=0,l[6]=0,l[10]=p,l[14]=y,l[3]=0,l[7]=0,l[11]=-1,l[15]=0,this}makeOrthographic(t,n,i,r,s,o,a=ei,c=!1){let l=this.elements,u=2/(n-t),h=2/(i-r),f=-(n+t)/(n-t),d=-(i+r)/(i-r),p,y;if(c)p=1/(o-s),y=o/(o-s);else if(a===ei)p=-2/(o-s),y=-(o+s)/(o-s);else if(a===ua)p=-1/(o-s),y=-s/(o-s);else throw new Error("THREE.Matrix4.makeOrthographic(): Invalid coordinate system: "+a);return l[0]=u,l[4]=0,l[8]=0,l[12]=f,l[1]=0,l[5]=h,l[9]=0,l[13]=d,l[2]=0,l[6]=0,l[10]=p,l[14]=y,l[3]=0,l[7]=0,l[11]=0,l[15]=1,this}equals(t){let n=this.elements,i=t.elements;for(let r=0;r<16;r++)if(n[r]!==i[r])return!1;return!0}fromArray(t,n=0){for(let i=0;i<16;i++)this.elements[i]=t[i+n];return this}toArray(t=[],n=0){let i=this.elements;return t[n]=i[0],t[n+1]=i[1],t[n+2]=i[2],t[n+3]=i[3],t[n+4]=i[4],t[n+5]=i[5],t[n+6]=i[6],t[n+7]=i[7],t[n+8]=i[8],t[n+9]=i[9],t[n+10]=i[10],t[n+11]=i[11],t[n+12]=i[12],t[n+13]=i[13],t[n+14]=i[14],t[n+15]=i[15],t}},Jo=new Z,fi=new xe,qL=new Z(0,0,0),YL=new Z(1,1,1),qr=new Z,sf=new Z,In=new Z,Hw=new xe,Ww=new Wi,wr=class e{constructor(t=0,n=0,i=0,r=e.DEFAULT_ORDER){this.isEuler=!0,this._x=t,this._y=n,this._z=i,this._order=r}get x(){return this._x}set x(t){this._x=t,this._onChangeCallback()}get y(){return this._y}set y(t){this._y=t,this._onChangeCallback()}get z(){return this._z}set z(t){this._z=t,this._onChangeCallback()}get order(){return this._order}set order(t){this._order=t,this._onChangeCallback()}set(t,n,i,r=this._order){return this._x=t,this._y=n,this._z=i,this._order=r,this._onChangeCallback(),this}clone(){return new this.constructor(this._x,this._y,this._z,this._order)}copy(t){return this._x=t._x,this._y=t._y,this._z=t._z,this._order=t._order,this._onChangeCallback(),this}setFromRotationMatrix(t,n=this._order,i=!0){let r=t.elements,s=r[0],o=r[4],a=r[8],c=r[1],l=r[5],u=r[9],h=r[2],f=r[6],d=r[10];switch(n){case"XYZ":this._y=Math.asin(ee(a,-1,1)),Math.abs(a)<.9999999?(this._x=Math.atan2(-u,d),this._z=Math.atan2(-o,s)):(this._x=Math.atan2(f,l),this._z=0);break;case"YXZ":this._x=Math.asin(-ee(u,-1,1)),Math.abs(u)<.9999999?(this._y=Math.atan2(a,d),this._z=Math.atan2(c,l)):(this._y=Math.atan2(-h,s),this._z=0);break;case"ZXY":this._x=Math.asin(ee(f,-1,1)),Math.abs(f)<.9999999?(this._y=Math.atan2(-h,d),this._z=Math.atan2(-o,l)):(this._y=0,this._z=Math.atan2(c,s));break;case"ZYX":this._y=Math.asin(-ee(h,-1,1)),Math.abs(h)<.9999999?(this._x=Math.atan2(f,d),this._z=Math.atan2(c,s)):(this._x=0,this._z=Math.atan2(-o,l));break;case"YZX":this._z=Math.asin(ee(c,-1,1)),Math.abs(c)<.9999999?(this._x=Math.atan2(-u,l),this._y=Math.atan2(-h,s)):(this._x=0,this._y=Math.atan2(a,d));break;case"XZY":this._z=Math.asin(-ee(o,-1,1)),Math.abs(o)<.9999999?(this._x=Math.atan2(f,l),this._y=Math.atan2(a,s)):(this._x=Math.atan2(-u,d),this._y=0);break;default:Ut("Euler: .setFromRotationMatrix() encountered an unknown order: "+n)}return this._order=n,i===!0&&this._onChangeCallback(),this}setFromQuaternion(t,n,i){return Hw.makeRotationFromQuaternion(t),this.setFromRotationMatrix(Hw,n,i)}setFromVector3(t,n=this._order){return this.set(t.x,t.y,t.z,n)}reorder(t){return Ww.setFromEuler(this),this.setFromQuaternion(Ww,t)}equals(t){return t._x===this._x&&t._y===this._y&&t._z===this._z&&t._order===this._order}fromArray(t){return this._x=t[0],this._y=t[1],this._z=t[2],t[3]!==void 0&&(this._order=t[3]),this._onChangeCallback(),this}toArray(t=[],n=0){return t[n]=this._x,t[n+1]=this._y,t[n+2]=this._z,t[n+3]=this._order,t}_onChange(t){return this._onChangeCallback=t,this}_onChangeCallback(){}*[Symbol.iterator](){yield this._x,yield this._y,yield this._z,yield this._order}};wr.DEFAULT_ORDER="XYZ";var Fc=class{constructor(){this.mask=1}set(t){this.mask=(1<<t|0)>>>0}enable(t){this.mask|=1<<t|0}enableAll(){this.mask=-1}toggle(t){this.mask^=1<<t|0}disable(t){this.mask&=~(1<<t|0)}disableAll(){this.mask=0}test(t){return(this.mask&t.mask)!==0}isEnabled(t){return(this.mask&(1<<t|0))!==0}},ZL=0,$w=new Z,Ko=new Wi,_r=new xe,of=new Z,Ac=new Z,JL=new Z,KL=new Wi,Xw=new Z(1,0,0),qw=new Z(0,1,0),Yw=new Z(0,0,1),Zw={type:"added"},QL={type:"removed"},Qo={type:"childadded",child:null},D0={type:"childremoved",child:null},Ke=class e extends Hi{constructor(){super(),this.isObject3D=!0,Object.defineProperty(this,"id",{value:ZL++}),this.uuid=rl(),this.name="",this.type="Object3D",this.parent=null,this.children=[],this.up=e.DEFAULT_UP.clone();let t=new Z,n=new wr,i=new Wi,r=new Z(1,1,1);function s(){i.setFromEuler(n,!1)}function o(){n.setFromQuaternion(i,void 0,!1)}n._onChange(s),i._onChange(o),Object.defineProperties(this,{position:{configurable:!0,enumerable:!0,value:t},rotation:{configurable:!0,enumerable:!0,value:n},quaternion:{configurable:!0,enumerable:!0,value:i},scale:{configurable:!0,enumerable:!0,value:r},modelViewMatrix:{value:new xe},normalMatrix:{value:new Ot}}),this.matrix=new xe,this.matrixWorld=new xe,this.matrixAutoUpdate=e.DEFAULT_MATRIX_AUTO_UPDATE,this.matrixWorldAutoUpdate=e.DEFAULT_MATRIX_WORLD_AUTO_UPDATE,this.matrixWorldNeedsUpdate=!1,this.layers=new Fc,this.visible=!0,this.castShadow=!1,this.receiveShadow=!1,this.frustumCulled=!0,this.renderOrder=0,this.animations=[],this.customDepthMaterial=void 0,this.customDistanceMaterial=void 0,this.static=!1,this.userData={},this.pivot=null}onBeforeShadow(){}onAfterShadow(){}onBeforeRender(){}onAfterRender(){}applyMatrix4(t){this.matrixAutoUpdate&&this.updateMatrix(),this.matrix.premultiply(t),this.matrix.decompose(this.position,this.quaternion,this.scale),this.pivot!==null&&this.position.copy(this.pivot).applyMatrix4(this.matrix).sub(this.pivot)}applyQuaternion(t){return this.quaternion.premultiply(t),this}setRotationFromAxisAngle(t,n){this.quaternion.setFromAxisAngle(t,n)}setRotationFromEuler(t){this.quaternion.setFromEuler(t,!0)}setRotationFromMatrix(t){this.quaternion.setFromRotationMatrix(t)}setRotationFromQuaternion(t){this.quaternion.copy(t)}rotateOnAxis(t,n){return Ko.setFromAxisAngle(t,n),this.quaternion.multiply(Ko),this}rotateOnWorldAxis(t,n){return Ko.setFromAxisAngle(t,n),this.quaternion.premultiply(Ko),this}rotateX(t){return this.rotateOnAxis(Xw,t)}rotateY(t){return this.rotateOnAxis(qw,t)}rotateZ(t){return this.rotateOnAxis(Yw,t)}translateOnAxis(t,n){return $w.copy(t).applyQuaternion(this.quaternion),this.position.add($w.multiplyScalar(n)),this}translateX(t){return this.translateOnAxis(Xw,t)}translateY(t){return this.translateOnAxis(qw,t)}translateZ(t){return this.translateOnAxis(Yw,t)}localToWorld(t){return this.updateWorldMatrix(!0,!1),t.applyMatrix4(this.matrixWorld)}worldToLocal(t){return this.updateWorldMatrix(!0,!1),t.applyMatrix4(_r.copy(this.matrixWorld).invert())}lookAt(t,n,i){t.isVector3?of.copy(t):of.set(t,n,i);let r=this.parent;this.updateWorldMatrix(!0,!1),Ac.setFromMatrixPosition(this.matrixWorld),this.isCamera||this.isLight?_r.lookAt(Ac,of,this.up):_r.lookAt(of,Ac,this.up),this.quaternion.setFromRotationMatrix(_r),r&&(_r.extractRotation(r.matrixWorld),Ko.setFromRotationMatrix(_r),this.quaternion.premultiply(Ko.invert()))}add(t){if(arguments.length>1){for(let n=0;n<arguments.length;n++)this.add(arguments[n]);return this}return t===this?(Ft("Object3D.add: object can't be added as a child of itself.",t),this):(t&&t.isObject3D?(t.removeFromParent(),t.parent=this,this.children.push(t),t.dispatchEvent(Zw),Qo.child=t,this.dispatchEvent(Qo),Qo.child=null):Ft("Object3D.add: object not an instance of THREE.Object3D.",t),this)}remove(t){if(arguments.length>1){for(let i=0;i<arguments.length;i++)this.remove(arguments[i]);return this}let n=this.children.indexOf(t);return n!==-1&&(t.parent=null,this.children.splice(n,1),t.dispatchEvent(QL),D0.child=t,this.dispatchEvent(D0),D0.child=null),this}removeFromParent(){let t=this.parent;return t!==null&&t.remove(this),this}clear(){return this.remove(...this.children)}attach(t){return this.updateWorldMatrix(!0,!1),_r.copy(this.matrixWorld).invert(),t.parent!==null&&(t.parent.updateWorldMatrix(!0,!1),_r.multiply(t.parent.matrixWorld)),t.applyMatrix4(_r),t.removeFromParent(),t.parent=this,this.children.push(t),t.updateWorldMatrix(!1,!0),t.dispatchEvent(Zw),Qo.child=t,this.dispatchEvent(Qo),Qo.child=null,this}getObjectById(t){return this.getObjectByProperty("id",t)}getObjectByName(t){return this.getObjectByProperty("name",t)}getObjectByProperty(t,n){if(this[t]===n)return this;for(let i=0,r=this.children.length;i<r;i++){let o=this.children[i].getObjectByProperty(t,n);if(o!==void 0)return o}}getObjectsByProperty(t,n,i=[]){this[t]===n&&i.push(this);let r=this.children;for(let s=0,o=r.length;s<o;s++)r[s].getObjectsByProperty(t,n,i);return i}getWorldPosition(t){return this.updateWorldMatrix(!0,!1),t.setFromMatrixPosition(this.matrixWorld)}getWorldQuaternion(t){return this.updateWorldMatrix(!0,!1),this.matrixWorld.decompose(Ac,t,JL),t}getWorldScale(t){return this.updateWorldMatrix(!0,!1),this.matrixWorld.decompose(Ac,KL,t),t}getWorldDirection(t){this.updateWorldMatrix(!0,!1);let n=this.matrixWorld.elements;return t.set(n[8],n[9],n[10]).normalize()}raycast(){}intersectsFrustum(){return!0}traverse(t){t(this);let n=this.children;for(let i=0,r=n.length;i<r;i++)n[i].traverse(t)}traverseVisible(t){if(this.visible===!1)return;t(this);let n=this.children;for(let i=0,r=n.length;i<r;i++)n[i].traverseVisible(t)}traverseAncestors(t){let n=this.parent;n!==null&&(t(n),n.traverseAncestors(t))}updateMatrix(){this.matrix.compose(this.position,this.quaternion,this.scale);let t=this.pivot;if(t!==null){let n=t.x,i=t.y,r=t.z,s=this.matrix.elements;s[12]+=n-s[0]*n-s[4]*i-s[8]*r,s[13]+=i-s[1]*n-s[5]*i-s[9]*r,s[14]+=r-s[2]*n-s[6]*i-s[10]*r}this.matrixWorldNeedsUpdate=!0}updateMatrixWorld(t){this.matrixAutoUpdate&&this.updateMatrix(),(this.matrixWorldNeedsUpdate||t)&&(this.matrixWorldAutoUpdate===!0&&(this.parent===null?this.matrixWorld.copy(this.matrix):this.matrixWorld.multiplyMatrices(this.parent.matrixWorld,this.matrix)),this.matrixWorldNeedsUpdate=!1,t=!0);let n=this.children;for(let i=0,r=n.length;i<r;i++)n[i].updateMatrixWorld(t)}updateWorldMatrix(t,n,i=!1){let r=this.parent;if(t===!0&&r!==null&&r.updateWorldMatrix(!0,!1),this.matrixAutoUpdate&&this.updateMatrix(),(this.matrixWorldNeedsUpdate||i)&&(this.matrixWorldAutoUpdate===!0&&(this.parent===null?this.matrixWorld.copy(this.matrix):this.matrixWorld.multiplyMatrices(this.parent.matrixWorld,this.matrix)),this.matrixWorldNeedsUpdate=!1,i=!0),n===!0){let s=this.children;for(let o=0,a=s.length;o<a;o++)s[o].updateWorldMatrix(!1,!0,i)}}toJSON(t){let n=t===void 0||typeof t=="string",i={};n&&(t={geometries:{},materials:{},textures:{},images:{},shapes:{},skeletons:{},animations:{},nodes:{}},i.metadata={version:4.7,type:"Object",generator:"Object3D.toJSON"});let r={};r.uuid=this.uuid,r.type=this.type,r.name=this.name,r.castShadow=this.castShadow,r.receiveShadow=this.receiveShadow,r.visible=this.visible,r.frustumCulled=this.frustumCulled,r.renderOrder=this.renderOrder,r.static=this.static,r.matrixAutoUpdate=this.matrixAutoUpdate,Object.keys(this.userData).length>0&&(r.userData=this.userData),r.layers=this.layers.mask,r.matrix=this.matrix.toArray(),r.up=this.up.toArray(),this.pivot!==null&&(r.pivot=this.pivot.toArray()),this.morphTargetDictionary!==void 0&&(r.morphTargetDictionary=Object.assign({},this.morphTargetDictionary)),this.morphTargetInfluences!==void 0&&(r.morphTargetInfluences=this.morphTargetInfluences.slice()),this.isInstancedMesh&&(r.type="InstancedMesh",r.count=this.count,r.instanceMatrix=this.instanceMatrix.toJSON(),this.instanceColor!==null&&(r.instanceColor=this.instanceColor.toJSON())),this.isBatchedMesh&&(r.type="BatchedMesh",r.perObjectFrustumCulled=this.perObjectFrustumCulled,r.sortObjects=this.sortObjects,r.drawRanges=this._drawRanges,r.reservedRanges=this._reservedRanges,r.geometryInfo=this._geometryInfo.map(a=>({...a,boundingBox:a.boundingBox?a.boundingBox.toJSON():void 0,boundingSphere:a.boundingSphere?a.boundingSphere.toJSON():void 0})),r.instanceInfo=this._instanceInfo.map(a=>({...a})),r.availableInstanceIds=this._availableInstanceIds.slice(),r.availableGeometryIds=this._availableGeometryIds.slice(),r.nextIndexStart=this._nextIndexStart,r.nextVertexStart=this._nextVertexStart,r.geometryCount=this._geometryCount,r.maxInstanceCount=this._maxInstanceCount,r.maxVertexCount=this._maxVertexCount,r.maxIndexCount=this._maxIndexCount,r.geometryInitialized=this._geometryInitialized,r.matricesTexture=this._matricesTexture.toJSON(t),r.indirectTexture=this._indirectTexture.toJSON(t),this._colorsTexture!==null&&(r.colorsTexture=this._colorsTexture.toJSON(t)),this.boundingSphere!==null&&(r.boundingSphere=this.boundingSphere.toJSON()),this.boundingBox!==null&&(r.boundingBox=this.boundingBox.toJSON()));function s(a,c){return a[c.uuid]===void 0&&(a[c.uuid]=c.toJSON(t)),c.uuid}if(this.isScene)this.background&&(this.background.isColor?r.background=this.background.toJSON():this.background.isTexture&&(r.background=this.background.toJSON(t).uuid)),this.environment&&this.environment.isTexture&&this.environment.isRenderTargetTexture!==!0&&(r.environment=this.environment.toJSON(t).uuid);else if(this.isMesh||this.isLine||this.isPoints){r.geometry=s(t.geometries,this.geometry);let a=this.geometry.parameters;if(a!==void 0&&a.shapes!==void 0){let c=a.shapes;if(Array.isArray(c))for(let l=0,u=c.length;l<u;l++){let h=c[l];s(t.shapes,h)}else s(t.shapes,c)}}if(this.isSkinnedMesh&&(r.bindMode=this.bindMode,r.bindMatrix=this.bindMatrix.toArray(),this.skeleton!==void 0&&(s(t.skeletons,this.skeleton),r.skeleton=this.skeleton.uuid)),this.material!==void 0)if(Array.isArray(this.material)){let a=[];for(let c=0,l=this.material.length;c<l;c++)a.push(s(t.materials,this.material[c]));r.material=a}else r.material=s(t.materials,this.material);if(this.children.length>0){r.children=[];for(let a=0;a<this.children.length;a++)r.children.push(this.children[a].toJSON(t).object)}if(this.animations.length>0){r.animations=[];for(let a=0;a<this.animations.length;a++){let c=this.animations[a];r.animations.push(s(t.animations,c))}}if(n){let a=o(t.geometries),c=o(t.materials),l=o(t.textures),u=o(t.images),h=o(t.shapes),f=o(t.skeletons),d=o(t.animations),p=o(t.nodes);a.length>0&&(i.geometries=a),c.length>0&&(i.materials=c),l.length>0&&(i.textures=l),u.length>0&&(i.images=u),h.length>0&&(i.shapes=h),f.length>0&&(i.skeletons=f),d.length>0&&(i.animations=d),p.length>0&&(i.nodes=p)}return i.object=r,i;function o(a){let c=[];for(let l in a){let u=a[l];delete u.metadata,c.push(u)}return c}}clone(t){return new this.constructor().copy(this,t)}copy(t,n=!0){if(this.name=t.name,this.up.copy(t.up),this.position.copy(t.position),this.rotation.order=t.rotation.order,this.quaternion.copy(t.quaternion),this.scale.copy(t.scale),this.pivot=t.pivot!==null?t.pivot.clone():null,this.matrix.copy(t.matrix),this.matrixWorld.copy(t.matrixWorld),this.matrixAutoUpdate=t.matrixAutoUpdate,this.matrixWorldAutoUpdate=t.matrixWorldAutoUpdate,this.matrixWorldNeedsUpdate=t.matrixWorldNeedsUpdate,this.layers.mask=t.layers.mask,this.visible=t.visible,this.castShadow=t.castShadow,this.receiveShadow=t.receiveShadow,this.frustumCulled=t.frustumCulled,this.renderOrder=t.renderOrder,this.static=t.static,this.animations=t.animations.slice(),this.userData=JSON.parse(JSON.stringify(t.userData)),n===!0)for(let i=0;i<t.children.length;i++){let r=t.children[i];this.add(r.clone())}return this}dispose(){this.dispatchEvent({type:"dispose"})}};Ke.DEFAULT_UP=new Z(0,1,0);Ke.DEFAULT_MATRIX_AUTO_UPDATE=!0;Ke.DEFAULT_MATRIX_WORLD_AUTO_UPDATE=!0;var $s=class extends Ke{constructor(){super(),this.isGroup=!0,this.type="Group"}},jL={type:"move"},da=class{constructor(){this._targetRay=null,this._grip=null,this._hand=null}getHandSpace(){return this._hand===null&&(this._hand=new $s,this._hand.matrixAutoUpdate=!1,this._hand.visible=!1,this._hand.joints={},this._hand.inputState={pinching:!1}),this._hand}getTargetRaySpace(){return this._targetRay===null&&(this._targetRay=new $s,this._targetRay.matrixAutoUpdate=!1,this._targetRay.visible=!1,this._targetRay.hasLinearVelocity=!1,this._targetRay.linearVelocity=new Z,this._targetRay.hasAngularVelocity=!1,this._targetRay.angularVelocity=new Z),this._targetRay}getGripSpace(){return this._grip===null&&(this._grip=new $s,this._grip.matrixAutoUpdate=!1,this._grip.visible=!1,this._grip.hasLinearVelocity=!1,this._grip.linearVelocity=new Z,this._grip.hasAngularVelocity=!1,this._grip.angularVelocity=new Z,this._grip.eventsEnabled=!1),this._grip}dispatchEvent(t){return this._targetRay!==null&&this._targetRay.dispatchEvent(t),this._grip!==null&&this._grip.dispatchEvent(t),this._hand!==null&&this._hand.dispatchEvent(t),this}connect(t){if(t&&t.hand){let n=this._hand;if(n)for(let i of t.hand.values())this._getHandJoint(n,i)}return this.dispatchEvent({type:"connected",data:t}),this}disconnect(t){return this.dispatchEvent({type:"disconnected",data:t}),this._targetRay!==null&&(this._targetRay.visible=!1),this._grip!==null&&(this._grip.visible=!1),this._hand!==null&&(this._hand.visible=!1),this}update(t,n,i){let r=null,s=null,o=null,a=this._targetRay,c=this._grip,l=this._hand;if(t&&n.session.visibilityState!=="visible-blurred"){if(l&&t.hand){o=!0;for(let y of t.hand.values()){let m=n.getJointPose(y,i),g=this._getHandJoint(l,y);m!==null&&(g.matrix.fromArray(m.transform.matrix),g.matrix.decompose(g.position,g.quaternion,g.scale),g.matrixWorldNeedsUpdate=!0,g.jointRadius=m.radius),g.visible=m!==null}let u=l.joints["index-finger-tip"],h=l.joints["thumb-tip"],f=u.position.distanceTo(h.position),d=.02,p=.005;l.inputState.pinching&&f>d+p?(l.inputState.pinching=!1,this.dispatchEvent({type:"pinchend",handedness:t.handedness,target:this})):!l.inputState.pinching&&f<=d-p&&(l.inputState.pinching=!0,this.dispatchEvent({type:"pinchstart",handedness:t.handedness,target:this}))}else c!==null&&t.gripSpace&&(s=n.getPose(t.gripSpace,i),s!==null&&(c.matrix.fromArray(s.transform.matrix),c.matrix.decompose(c.position,c.quaternion,c.scale),c.matrixWorldNeedsUpdate=!0,s.linearVelocity?(c.hasLinearVelocity=!0,c.linearVelocity.copy(s.linearVelocity)):c.hasLinearVelocity=!1,s.angularVelocity?(c.hasAngularVelocity=!0,c.angularVelocity.copy(s.angularVelocity)):c.hasAngularVelocity=!1,c.eventsEnabled&&c.dispatchEvent({type:"gripUpdated",data:t,target:this})));a!==null&&(r=n.getPose(t.targetRaySpace,i),r===null&&s!==null&&(r=s),r!==null&&(a.matrix.fromArray(r.transform.matrix),a.matrix.decompose(a.position,a.quaternion,a.scale),a.matrixWorldNeedsUpdate=!0,r.linearVelocity?(a.hasLinearVelocity=!0,a.linearVelocity.copy(r.linearVelocity)):a.hasLinearVelocity=!1,r.angularVelocity?(a.hasAngularVelocity=!0,a.angularVelocity.copy(r.angularVelocity)):a.hasAngularVelocity=!1,this.dispatchEvent(jL)))}return a!==null&&(a.visible=r!==null),c!==null&&(c.visible=s!==null),l!==null&&(l.visible=o!==null),this}_getHandJoint(t,n){if(t.joints[n.jointName]===void 0){let i=new $s;i.matrixAutoUpdate=!1,i.visible=!1,t.joints[n.jointName]=i,t.add(i)}return t.joints[n.jointName]}},XT={aliceblue:15792383,antiquewhite:16444375,aqua:65535,aquamarine:8388564,azure:15794175,beige:16119260,bisque:16770244,black:0,blanchedalmond:16772045,blue:255,blueviolet:9055202,brown:10824234,burlywood:14596231,cadetblue:6266528,chartreuse:8388352,chocolate:13789470,coral:16744272,cornflowerblue:6591981,cornsilk:16775388,crimson:14423100,cyan:65535,darkblue:139,darkcyan:35723,darkgoldenrod:12092939,darkgray:11119017,darkgreen:25600,darkgrey:11119017,darkkhaki:12433259,darkmagenta:9109643,darkolivegreen:5597999,darkorange:16747520,darkorchid:10040012,darkred:9109504,darksalmon:15308410,darkseagreen:9419919,darkslateblue:4734347,darkslategray:3100495,darkslategrey:3100495,darkturquoise:52945,darkviolet:9699539,deeppink:16716947,deepskyblue:49151,dimgray:6908265,dimgrey:6908265,dodgerblue:2003199,firebrick:11674146,floralwhite:16775920,forestgreen:2263842,fuchsia:16711935,gainsboro:14474460,ghostwhite:16316671,gold:16766720,goldenrod:14329120,gray:8421504,green:32768,greenyellow:11403055,grey:8421504,honeydew:15794160,hotpink:16738740,indianred:13458524,indigo:4915330,ivory:16777200,khaki:15787660,lavender:15132410,lavenderblush:16773365,lawngreen:8190976,lemonchiffon:16775885,lightblue:11393254,lightcoral:15761536,lightcyan:14745599,lightgoldenrodyellow:16448210,lightgray:13882323,lightgreen:9498256,lightgrey:13882323,lightpink:16758465,lightsalmon:16752762,lightseagreen:2142890,lightskyblue:8900346,lightslategray:7833753,lightslategrey:7833753,lightsteelblue:11584734,lightyellow:16777184,lime:65280,limegreen:3329330,linen:16445670,magenta:16711935,maroon:8388608,mediumaquamarine:6737322,mediumblue:205,mediumorchid:12211667,mediumpurple:9662683,mediumseagreen:3978097,mediumslateblue:8087790,mediumspringgreen:64154,mediumturquoise:4772300,mediumvioletred:13047173,midnightblue:1644912,mintcream:16121850,mistyrose:16770273,moccasin:16770229,navajowhite:16768685,navy:128,oldlace:16643558,olive:8421376,olivedrab:7048739,orange:16753920,orangered:16729344,orchid:14315734,palegoldenrod:15657130,palegreen:10025880,paleturquoise:11529966,palevioletred:14381203,papayawhip:16773077,peachpuff:16767673,peru:13468991,pink:16761035,plum:14524637,powderblue:11591910,purple:8388736,rebeccapurple:6697881,red:16711680,rosybrown:12357519,royalblue:4286945,saddlebrown:9127187,salmon:16416882,sandybrown:16032864,seagreen:3050327,seashell:16774638,sienna:10506797,silver:12632256,skyblue:8900331,slateblue:6970061,slategray:7372944,slategrey:7372944,snow:16775930,springgreen:65407,steelblue:4620980,tan:13808780,teal:32896,thistle:14204888,tomato:16737095,turquoise:4251856,violet:15631086,wheat:16113331,white:16777215,whitesmoke:16119285,yellow:16776960,yellowgreen:10145074},Yr={h:0,s:0,l:0},af={h:0,s:0,l:0};function U0(e,t,n){return n<0&&(n+=1),n>1&&(n-=1),n<1/6?e+(t-e)*6*n:n<1/2?t:n<2/3?e+(t-e)*6*(2/3-n):e}var Kt=class{constructor(t,n,i){return this.isColor=!0,this.r=1,this.g=1,this.b=1,this.set(t,n,i)}set(t,n,i){if(n===void 0&&i===void 0){let r=t;r&&r.isColor?this.copy(r):typeof r=="number"?this.setHex(r):typeof r=="string"&&this.setStyle(r)}else this.setRGB(t,n,i);return this}setScalar(t){return this.r=t,this.g=t,this.b=t,this}setHex(t,n=pn){return t=Math.floor(t),this.r=(t>>16&255)/255,this.g=(t>>8&255)/255,this.b=(t&255)/255,te.colorSpaceToWorking(this,n),this}setRGB(t,n,i,r=te.workingColorSpace){return this.r=t,this.g=n,this.b=i,te.colorSpaceToWorking(this,r),this}setHSL(t,n,i,r=te.workingColorSpace){if(t=GL(t,1),n=ee(n,0,1),i=ee(i,0,1),n===0)this.r=this.g=this.b=i;else{let s=i<=.5?i*(1+n):i+n-i*n,o=2*i-s;this.r=U0(o,s,t+1/3),this.g=U0(o,s,t),this.b=U0(o,s,t-1/3)}return te.colorSpaceToWorking(this,r),this}setStyle(t,n=pn){function i(s){s!==void 0&&parseFloat(s)<1&&Ut("Color: Alpha component of "+t+" will be ignored.")}let r;if(r=/^(\w+)\(([^\)]*)\)/.exec(t)){let s,o=r[1],a=r[2];switch(o){case"rgb":case"rgba":if(s=/^\s*(\d+)\s*,\s*(\d+)\s*,\s*(\d+)\s*(?:,\s*(\d+(?:\.\d+)?|\.\d+)\s*)?$/.exec(a))return i(s[4]),this.setRGB(Math.min(255,parseInt(s[1],10))/255,Math.min(255,parseInt(s[2],10))/255,Math.min(255,parseInt(s[3],10))/255,n);if(s=/^\s*(\d+(?:\.\d+)?|\.\d+)\%\s*,\s*(\d+(?:\.\d+)?|\.\d+)\%\s*,\s*(\d+(?:\.\d+)?|\.\d+)\%\s*(?:,\s*(\d+(?:\.\d+)?|\.\d+)\s*)?$/.exec(a))return i(s[4]),this.setRGB(Math.min(100,parseFloat(s[1]))/100,Math.min(100,parseFloat(s[2]))/100,Math.min(100,parseFloat(s[3]))/100,n);break;case"hsl":case"hsla":if(s=/^\s*([+-]?(?:\d+(?:\.\d+)?|\.\d+))\s*,\s*(\d+(?:\.\d+)?|\.\d+)\%\s*,\s*(\d+(?:\.\d+)?|\.\d+)\%\s*(?:,\s*(\d+(?:\.\d+)?|\.\d+)\s*)?$/.exec(a))return i(s[4]),this.setHSL(parseFloat(s[1])/360,parseFloat(s[2])/100,parseFloat(s[3])/100,n);break;default:Ut("Color: Unknown color model "+t)}}else if(r=/^\#([A-Fa-f\d]+)$/.exec(t)){let s=r[1],o=s.length;if(o===3)return this.setRGB(parseInt(s.charAt(0),16)/15,parseInt(s.charAt(1),16)/15,parseInt(s.charAt(2),16)/15,n);if(o===6)return this.setHex(parseInt(s,16),n);Ut("Color: Invalid hex color "+t)}else if(t&&t.length>0)return this.setColorName(t,n);return this}setColorName(t,n=pn){let i=XT[t.toLowerCase()];return i!==void 0?this.setHex(i,n):Ut("Color: Unknown color "+t),this}clone(){return new this.constructor(this.r,this.g,this.b)}copy(t){return this.r=t.r,this.g=t.g,this.b=t.b,this}copySRGBToLinear(t){return this.r=Mr(t.r),this.g=Mr(t.g),this.b=Mr(t.b),this}copyLinearToSRGB(t){return this.r=ca(t.r),this.g=ca(t.g),this.b=ca(t.b),this}convertSRGBToLinear(){return this.copySRGBToLinear(this),this}convertLinearToSRGB(){return this.copyLinearToSRGB(this),this}getHex(t=pn){return te.workingToColorSpace(rn.copy(this),t),Math.round(ee(rn.r*255,0,255))*65536+Math.round(ee(rn.g*255,0,255))*256+Math.round(ee(rn.b*255,0,255))}getHexString(t=pn){return("000000"+this.getHex(t).toString(16)).slice(-6)}getHSL(t,n=te.workingColorSpace){te.workingToColorSpace(rn.copy(this),n);let i=rn.r,r=rn.g,s=rn.b,o=Math.max(i,r,s),a=Math.min(i,r,s),c,l,u=(a+o)/2;if(a===o)c=0,l=0;else{let h=o-a;switch(l=u<=.5?h/(o+a):h/(2-o-a),o){case i:c=(r-s)/h+(r<s?6:0);break;case r:c=(s-i)/h+2;break;case s:c=(i-r)/h+4;break}c/=6}return t.h=c,t.s=l,t.l=u,t}getRGB(t,n=te.workingColorSpace){return te.workingToColorSpace(rn.copy(this),n),t.r=rn.r,t.g=rn.g,t.b=rn.b,t}getStyle(t=pn){te.workingToColorSpace(rn.copy(this),t);let n=rn.r,i=rn.g,r=rn.b;return t!==pn?`color(${t} ${n.toFixed(3)} ${i.toFixed(3)} ${r.toFixed(3)})`:`rgb(${Math.round(n*255)},${Math.round(i*255)},${Math.round(r*255)})`}offsetHSL(t,n,i){return this.getHSL(Yr),this.setHSL(Yr.h+t,Yr.s+n,Yr.l+i)}add(t){return this.r+=t.r,this.g+=t.g,this.b+=t.b,this}addColors(t,n){return this.r=t.r+n.r,this.g=t.g+n.g,this.b=t.b+n.b,this}addScalar(t){return this.r+=t,this.g+=t,this.b+=t,this}sub(t){return this.r=Math.max(0,this.r-t.r),this.g=Math.max(0,this.g-t.g),this.b=Math.max(0,this.b-t.b),this}multiply(t){return this.r*=t.r,this.g*=t.g,this.b*=t.b,this}multiplyScalar(t){return this.r*=t,this.g*=t,this.b*=t,this}lerp(t,n){return this.r+=(t.r-this.r)*n,this.g+=(t.g-this.g)*n,this.b+=(t.b-this.b)*n,this}lerpColors(t,n,i){return this.r=t.r+(n.r-t.r)*i,this.g=t.g+(n.g-t.g)*i,this.b=t.b+(n.b-t.b)*i,this}lerpHSL(t,n){this.getHSL(Yr),t.getHSL(af);let i=R0(Yr.h,af.h,n),r=R0(Yr.s,af.s,n),s=R0(Yr.l,af.l,n);return this.setHSL(i,r,s),this}setFromVector3(t){return this.r=t.x,this.g=t.y,this.b=t.z,this}applyMatrix3(t){let n=this.r,i=this.g,r=this.b,s=t.elements;return this.r=s[0]*n+s[3]*i+s[6]*r,this.g=s[1]*n+s[4]*i+s[7]*r,this.b=s[2]*n+s[5]*i+s[8]*r,this}equals(t){return t.r===this.r&&t.g===this.g&&t.b===this.b}fromArray(t,n=0){return this.r=t[n],this.g=t[n+1],this.b=t[n+2],this}toArray(t=[],n=0){return t[n]=this.r,t[n+1]=this.g,t[n+2]=this.b,t}fromBufferAttribute(t,n){return this.r=t.getX(n),this.g=t.getY(n),this.b=t.getZ(n),this}toJSON(){return this.getHex()}*[Symbol.iterator](){yield this.r,yield this.g,yield this.b}},rn=new Kt;Kt.NAMES=XT;var Oc=class extends Ke{constructor(){super(),this.isScene=!0,this.type="Scene",this.background=null,this.environment=null,this.fog=null,this.backgroundBlurriness=0,this.backgroundIntensity=1,this.backgroundRotation=new wr,this.environmentIntensity=1,this.environmentRotation=new wr,this.overrideMaterial=null,typeof __THREE_DEVTOOLS__<"u"&&__THREE_DEVTOOLS__.dispatchEvent(new CustomEvent("observe",{detail:this}))}copy(t,n){return super.copy(t,n),this.background=t.background!==null?t.background.clone():null,this.environment=t.environment!==null?t.environment.clone():null,this.fog=t.fog!==null?t.fog.clone():null,this.backgroundBlurriness=t.backgroundBlurriness,this.backgroundIntensity=t.backgroundIntensity,this.backgroundRotation.copy(t.backgroundRotation),this.environmentIntensity=t.environmentIntensity,this.environmentRotation.copy(t.environmentRotation),this.overrideMaterial=t.overrideMaterial!==null?t.overrideMaterial.clone():null,this.matrixAutoUpdate=t.matrixAutoUpdate,this}toJSON(t){let n=super.toJSON(t);return this.fog!==null&&(n.object.fog=this.fog.toJSON()),n.object.backgroundBlurriness=this.backgroundBlurriness,n.object.backgroundIntensity=this.backgroundIntensity,n.object.backgroundRotation=this.backgroundRotation.toArray(),n.object.environmentIntensity=this.environmentIntensity,n.object.environmentRotation=this.environmentRotation.toArray(),n}},hi=new Z,yr=new Z,F0=new Z,xr=new Z,jo=new Z,ta=new Z,Jw=new Z,O0=new Z,B0=new Z,k0=new Z,z0=new ve,G0=new ve,V0=new ve,Qr=class e{constructor(t=new Z,n=new Z,i=new Z){this.a=t,this.b=n,this.c=i}static getNormal(t,n,i,r){r.subVectors(i,n),hi.subVectors(t,n),r.cross(hi);let s=r.lengthSq();return s>0?r.multiplyScalar(1/Math.sqrt(s)):r.set(0,0,0)}static getBarycoord(t,n,i,r,s){hi.subVectors(r,n),yr.subVectors(i,n),F0.subVectors(t,n);let o=hi.dot(hi),a=hi.dot(yr),c=hi.dot(F0),l=yr.dot(yr),u=yr.dot(F0),h=o*l-a*a;if(h===0)return s.set(0,0,0),null;let f=1/h,d=(l*c-a*u)*f,p=(o*u-a*c)*f;return s.set(1-d-p,p,d)}static containsPoint(t,n,i,r){return this.getBarycoord(t,n,i,r,xr)===null?!1:xr.x>=0&&xr.y>=0&&xr.x+xr.y<=1}static getInterpolation(t,n,i,r,s,o,a,c){return this.getBarycoord(t,n,i,r,xr)===null?(c.x=0,c.y=0,"z"in c&&(c.z=0),"w"in c&&(c.w=0),null):(c.setScalar(0),c.addScaledVector(s,xr.x),c.addScaledVector(o,xr.y),c.addScaledVector(a,xr.z),c)}static getInterpolatedAttribute(t,n,i,r,s,o){return z0.setScalar(0),G0.setScalar(0),V0.setScalar(0),z0.fromBufferAttribute(t,n),G0.fromBufferAttribute(t,i),V0.fromBufferAttribute(t,r),o.setScalar(0),o.addScaledVector(z0,s.x),o.addScaledVector(G0,s.y),o.addScaledVector(V0,s.z),o}static isFrontFacing(t,n,i,r){return hi.subVectors(i,n),yr.subVectors(t,n),hi.cross(yr).dot(r)<0}set(t,n,i){return this.a.copy(t),this.b.copy(n),this.c.copy(i),this}setFromPointsAndIndices(t,n,i,r){return this.a.copy(t[n]),this.b.copy(t[i]),this.c.copy(t[r]),this}setFromAttributeAndIndices(t,n,i,r){return this.a.fromBufferAttribute(t,n),this.b.fromBufferAttribute(t,i),this.c.fromBufferAttribute(t,r),this}clone(){return new this.constructor().copy(this)}copy(t){return this.a.copy(t.a),this.b.copy(t.b),this.c.copy(t.c),this}getArea(){return hi.subVectors(this.c,this.b),yr.subVectors(this.a,this.b),hi.cross(yr).length()*.5}getMidpoint(t){return t.addVectors(this.a,this.b).add(this.c).multiplyScalar(1/3)}getNormal(t){return e.getNormal(this.a,this.b,this.c,t)}getPlane(t){return t.setFromCoplanarPoints(this.a,this.b,this.c)}getBarycoord(t,n){return e.getBarycoord(t,this.a,this.b,this.c,n)}getInterpolation(t,n,i,r,s){return e.getInterpolation(t,this.a,this.b,this.c,n,i,r,s)}containsPoint(t){return e.containsPoint(t,this.a,this.b,this.c)}isFrontFacing(t){return e.isFrontFacing(this.a,this.b,this.c,t)}intersectsBox(t){return t.intersectsTriangle(this)}closestPointToPoint(t,n){let i=this.a,r=this.b,s=this.c,o,a;jo.subVectors(r,i),ta.subVectors(s,i),O0.subVectors(t,i);let c=jo.dot(O0),l=ta.dot(O0);if(c<=0&&l<=0)return n.copy(i);B0.subVectors(t,r);let u=jo.dot(B0),h=ta.dot(B0);if(u>=0&&h<=u)return n.copy(r);let f=c*h-u*l;if(f<=0&&c>=0&&u<=0&&c-u>0)return o=c/(c-u),n.copy(i).addScaledVector(jo,o);k0.subVectors(t,s);let d=jo.dot(k0),p=ta.dot(k0);if(p>=0&&d<=p)return n.copy(s);let y=d*l-c*p;if(y<=0&&l>=0&&p<=0)return a=l/(l-p),n.copy(i).addScaledVector(ta,a);let m=u*p-d*h;if(m<=0&&h-u>=0&&d-p>=0)return Jw.subVectors(s,r),a=(h-u)/(h-u+(d-p)),n.copy(r).addScaledVector(Jw,a);let g=1/(m+y+f);return o=y*g,a=f*g,n.copy(i).addScaledVector(jo,o).addScaledVector(ta,a)}equals(t){return t.a.equals(this.a)&&t.b.equals(this.b)&&t.c.equals(this.c)}},jr=class{constructor(t=new Z(1/0,1/0,1/0),n=new Z(-1/0,-1/0,-1/0)){this.isBox3=!0,this.min=t,this.max=n}set(t,n){return this.min.copy(t),this.max.copy(n),this}setFromArray(t){this.makeEmpty();for(let n=0,i=t.length;n<i;n+=3)this.expandByPoint(di.fromArray(t,n));return this}setFromBufferAttribute(t){this.makeEmpty();for(let n=0,i=t.count;n<i;n++)this.expandByPoint(di.fromBufferAttribute(t,n));return this}setFromPoints(t){this.makeEmpty();for(let n=0,i=t.length;n<i;n++)this.expandByPoint(t[n]);return this}setFromCenterAndSize(t,n){let i=di.copy(n).multiplyScalar(.5);return this.min.copy(t).sub(i),this.max.copy(t).add(i),this}setFromObject(t,n=!1){return this.makeEmpty(),this.expandByObject(t,n)}clone(){return new this.constructor().copy(this)}copy(t){return this.min.copy(t.min),this.max.copy(t.max),this}makeEmpty(){return this.min.x=this.min.y=this.min.z=1/0,this.max.x=this.max.y=this.max.z=-1/0,this}isEmpty(){return this.max.x<this.min.x||this.max.y<this.min.y||this.max.z<this.min.z}getCenter(t){return this.isEmpty()?t.set(0,0,0):t.addVectors(this.min,this.max).multiplyScalar(.5)}getSize(t){return this.isEmpty()?t.set(0,0,0):t.subVectors(this.max,this.min)}expandByPoint(t){return this.min.min(t),this.max.max(t),this}expandByVector(t){return this.min.sub(t),this.max.add(t),this}expandByScalar(t){return this.min.addScalar(-t),this.max.addScalar(t),this}expandByObject(t,n=!1){t.updateWorldMatrix(!1,!1);let i=t.geometry;if(i!==void 0){let s=i.getAttribute("position");if(n===!0&&s!==void 0&&t.isInstancedMesh!==!0&&t.isBatchedMesh!==!0)for(let o=0,a=s.count;o<a;o++)t.isMesh===!0?t.getVertexPosition(o,di):di.fromBufferAttribute(s,o),di.applyMatrix4(t.matrixWorld),this.expandByPoint(di);else t.boundingBox!==void 0?(t.boundingBox===null&&t.computeBoundingBox(),cf.copy(t.boundingBox)):(i.boundingBox===null&&i.computeBoundingBox(),cf.copy(i.boundingBox)),cf.applyMatrix4(t.matrixWorld),this.union(cf)}let r=t.children;for(let s=0,o=r.length;s<o;s++)this.expandByObject(r[s],n);return this}containsPoint(t){return t.x>=this.min.x&&t.x<=this.max.x&&t.y>=this.min.y&&t.y<=this.max.y&&t.z>=this.min.z&&t.z<=this.max.z}containsBox(t){return this.min.x<=t.min.x&&t.max.x<=this.max.x&&this.min.y<=t.min.y&&t.max.y<=this.max.y&&this.min.z<=t.min.z&&t.max.z<=this.max.z}getParameter(t,n){return n.set((t.x-this.min.x)/(this.max.x-this.min.x),(t.y-this.min.y)/(this.max.y-this.min.y),(t.z-this.min.z)/(this.max.z-this.min.z))}intersectsBox(t){return t.max.x>=this.min.x&&t.min.x<=this.max.x&&t.max.y>=this.min.y&&t.min.y<=this.max.y&&t.max.z>=this.min.z&&t.min.z<=this.max.z}intersectsSphere(t){return this.clampPoint(t.center,di),di.distanceToSquared(t.center)<=t.radius*t.radius}intersectsPlane(t){let n,i;return t.normal.x>0?(n=t.normal.x*this.min.x,i=t.normal.x*this.max.x):(n=t.normal.x*this.max.x,i=t.normal.x*this.min.x),t.normal.y>0?(n+=t.normal.y*this.min.y,i+=t.normal.y*this.max.y):(n+=t.normal.y*this.max.y,i+=t.normal.y*this.min.y),t.normal.z>0?(n+=t.normal.z*this.min.z,i+=t.normal.z*this.max.z):(n+=t.normal.z*this.max.z,i+=t.normal.z*this.min.z),n<=-t.constant&&i>=-t.constant}intersectsTriangle(t){if(this.isEmpty())return!1;this.getCenter(Ec),lf.subVectors(this.max,Ec),ea.subVectors(t.a,Ec),na.subVectors(t.b,Ec),ia.subVectors(t.c,Ec),Zr.subVectors(na,ea),Jr.subVectors(ia,na),Gs.subVectors(ea,ia);let n=[0,-Zr.z,Zr.y,0,-Jr.z,Jr.y,0,-Gs.z,Gs.y,Zr.z,0,-Zr.x,Jr.z,0,-Jr.x,Gs.z,0,-Gs.x,-Zr.y,Zr.x,0,-Jr.y,Jr.x,0,-Gs.y,Gs.x,0];return!H0(n,ea,na,ia,lf)||(n=[1,0,0,0,1,0,0,0,1],!H0(n,ea,na,ia,lf))?!1:(uf.crossVectors(Zr,Jr),n=[uf.x,uf.y,uf.z],H0(n,ea,na,ia,lf))}clampPoint(t,n){return n.copy(t).clamp(this.min,this.max)}distanceToPoint(t){return this.clampPoint(t,di).distanceTo(t)}getBoundingSphere(t){return this.isEmpty()?t.makeEmpty():(this.getCenter(t.center),t.radius=this.getSize(di).length()*.5),t}intersect(t){return this.min.max(t.min),this.max.min(t.max),this.isEmpty()&&this.makeEmpty(),this}union(t){return this.min.min(t.min),this.max.max(t.max),this}applyMatrix4(t){return this.isEmpty()?this:(vr[0].set(this.min.x,this.min.y,this.min.z).applyMatrix4(t),vr[1].set(this.min.x,this.min.y,this.max.z).applyMatrix4(t),vr[2].set(this.min.x,this.max.y,this.min.z).applyMatrix4(t),vr[3].set(this.min.x,this.max.y,this.max.z).applyMatrix4(t),vr[4].set(this.max.x,this.min.y,this.min.z).applyMatrix4(t),vr[5].set(this.max.x,this.min.y,this.max.z).applyMatrix4(t),vr[6].set(this.max.x,this.max.y,this.min.z).applyMatrix4(t),vr[7].set(this.max.x,this.max.y,this.max.z).applyMatrix4(t),this.setFromPoints(vr),this)}translate(t){return this.min.add(t),this.max.add(t),this}equals(t){return t.min.equals(this.min)&&t.max.equals(this.max)}toJSON(){return{min:this.min.toArray(),max:this.max.toArray()}}fromJSON(t){return this.min.fromArray(t.min),this.max.fromArray(t.max),this}},vr=[new Z,new Z,new Z,new Z,new Z,new Z,new Z,new Z],di=new Z,cf=new jr,ea=new Z,na=new Z,ia=new Z,Zr=new Z,Jr=new Z,Gs=new Z,Ec=new Z,lf=new Z,uf=new Z,Vs=new Z;function H0(e,t,n,i,r){for(let s=0,o=e.length-3;s<=o;s+=3){Vs.fromArray(e,s);let a=r.x*Math.abs(Vs.x)+r.y*Math.abs(Vs.y)+r.z*Math.abs(Vs.z),c=t.dot(Vs),l=n.dot(Vs),u=i.dot(Vs);if(Math.max(-Math.max(c,l,u),Math.min(c,l,u))>a)return!1}return!0}var Pe=new Z,ff=new ne,tN=0,bn=class extends Hi{constructor(t,n,i=!1){if(super(),Array.isArray(t))throw new TypeError("THREE.BufferAttribute: array should be a Typed Array.");this.isBufferAttribute=!0,Object.defineProperty(this,"id",{value:tN++}),this.name="",this.array=t,this.itemSize=n,this.count=t!==void 0?t.length/n:0,this.normalized=i,this.usage=zT,this.updateRanges=[],this.gpuType=gi,this.version=0,this._normalizationScale=t!==void 0?R_(t):void 0}onUploadCallback(){}set needsUpdate(t){t===!0&&this.version++}setUsage(t){return this.usage=t,this}addUpdateRange(t,n){this.updateRanges.push({start:t,count:n})}clearUpdateRanges(){this.updateRanges.length=0}copy(t){return this.name=t.name,this.array=new t.array.constructor(t.array),this.itemSize=t.itemSize,this.count=t.count,this.normalized=t.normalized,this.usage=t.usage,this.gpuType=t.gpuType,this._normalizationScale=t._normalizationScale,this}copyAt(t,n,i){t*=this.itemSize,i*=n.itemSize;for(let r=0,s=this.itemSize;r<s;r++)this.array[t+r]=n.array[i+r];return this}copyArray(t){return this.array.set(t),this}applyMatrix3(t){if(this.itemSize===2)for(let n=0,i=this.count;n<i;n++)ff.fromBufferAttribute(this,n),ff.applyMatrix3(t),this.setXY(n,ff.x,ff.y);else if(this.itemSize===3)for(let n=0,i=this.count;n<i;n++)Pe.fromBufferAttribute(this,n),Pe.applyMatrix3(t),this.setXYZ(n,Pe.x,Pe.y,Pe.z);return this}applyMatrix4(t){for(let n=0,i=this.count;n<i;n++)Pe.fromBufferAttribute(this,n),Pe.applyMatrix4(t),this.setXYZ(n,Pe.x,Pe.y,Pe.z);return this}applyNormalMatrix(t){for(let n=0,i=this.count;n<i;n++)Pe.fromBufferAttribute(this,n),Pe.applyNormalMatrix(t),this.setXYZ(n,Pe.x,Pe.y,Pe.z);return this}transformDirection(t){for(let n=0,i=this.count;n<i;n++)Pe.fromBufferAttribute(this,n),Pe.transformDirection(t),this.setXYZ(n,Pe.x,Pe.y,Pe.z);return this}set(t,n=0){return this.array.set(t,n),this}getComponent(t,n){let i=this.array[t*this.itemSize+n];return this.normalized&&(i=this._denormalize(i)),i}setComponent(t,n,i){return this.normalized&&(i=this._normalize(i)),this.array[t*this.itemSize+n]=i,this}getX(t){let n=this.array[t*this.itemSize];return this.normalized&&(n=this._denormalize(n)),n}setX(t,n){return this.normalized&&(n=this._normalize(n)),this.array[t*this.itemSize]=n,this}getY(t){let n=this.array[t*this.itemSize+1];return this.normalized&&(n=this._denormalize(n)),n}setY(t,n){return this.normalized&&(n=this._normalize(n)),this.array[t*this.itemSize+1]=n,this}getZ(t){let n=this.array[t*this.itemSize+2];return this.normalized&&(n=this._denormalize(n)),n}setZ(t,n){return this.normalized&&(n=this._normalize(n)),this.array[t*this.itemSize+2]=n,this}getW(t){let n=this.array[t*this.itemSize+3];return this.normalized&&(n=this._denormalize(n)),n}setW(t,n){return this.normalized&&(n=this._normalize(n)),this.array[t*this.itemSize+3]=n,this}setXY(t,n,i){return t*=this.itemSize,this.normalized&&(n=this._normalize(n),i=this._normalize(i)),this.array[t+0]=n,this.array[t+1]=i,this}setXYZ(t,n,i,r){return t*=this.itemSize,this.normalized&&(n=this._normalize(n),i=this._normalize(i),r=this._normalize(r)),this.array[t+0]=n,this.array[t+1]=i,this.array[t+2]=r,this}setXYZW(t,n,i,r,s){return t*=this.itemSize,this.normalized&&(n=this._normalize(n),i=this._normalize(i),r=this._normalize(r),s=this._normalize(s)),this.array[t+0]=n,this.array[t+1]=i,this.array[t+2]=r,this.array[t+3]=s,this}onUpload(t){return this.onUploadCallback=t,this}clone(){return new this.constructor(this.array,this.itemSize).copy(this)}toJSON(){let t={itemSize:this.itemSize,type:this.array.constructor.name,array:Array.from(this.array),normalized:this.normalized};return t.name=this.name,t.usage=this.usage,t.gpuType=this.gpuType,t}dispose(){this.dispatchEvent({type:"dispose"})}_denormalize(t){let n=this._normalizationScale;return n!==void 0?Math.max(t/n,-1):VL(t,this.array)}_normalize(t){let n=this._normalizationScale;return n!==void 0?Math.round(t*n):HL(t,this.array)}};var Bc=class extends bn{constructor(t,n,i){super(new Uint16Array(t),n,i)}};var kc=class extends bn{constructor(t,n,i){super(new Uint32Array(t),n,i)}};var ni=class extends bn{constructor(t,n,i){super(new Float32Array(t),n,i)}},eN=new jr,Cc=new Z,W0=new Z,pa=class{constructor(t=new Z,n=-1){this.isSphere=!0,this.center=t,this.radius=n}set(t,n){return this.center.copy(t),this.radius=n,this}setFromPoints(t,n){let i=this.center;n!==void 0?i.copy(n):eN.setFromPoints(t).getCenter(i);let r=0;for(let s=0,o=t.length;s<o;s++)r=Math.max(r,i.distanceToSquared(t[s]));return this.radius=Math.sqrt(r),this}copy(t){return this.center.copy(t.center),this.radius=t.radius,this}isEmpty(){return this.radius<0}makeEmpty(){return this.center.set(0,0,0),this.radius=-1,this}containsPoint(t){return t.distanceToSquared(this.center)<=this.radius*this.radius}distanceToPoint(t){return t.distanceTo(this.center)-this.radius}intersectsSphere(t){let n=this.radius+t.radius;return t.center.distanceToSquared(this.center)<=n*n}intersectsBox(t){return t.intersectsSphere(this)}intersectsPlane(t){return Math.abs(t.distanceToPoint(this.center))<=this.radius}clampPoint(t,n){let i=this.center.distanceToSquared(t);return n.copy(t),i>this.radius*this.radius&&(n.sub(this.center).normalize(),n.multiplyScalar(this.radius).add(this.center)),n}getBoundingBox(t){return this.isEmpty()?(t.makeEmpty(),t):(t.set(this.center,this.center),t.expandByScalar(this.radius),t)}applyMatrix4(t){return this.center.applyMatrix4(t),this.radius=this.radius*t.getMaxScaleOnAxis(),this}translate(t){return this.center.add(t),this}expandByPoint(t){if(this.isEmpty())return this.center.copy(t),this.radius=0,this;Cc.subVectors(t,this.center);let n=Cc.lengthSq();if(n>this.radius*this.radius){let i=Math.sqrt(n),r=(i-this.radius)*.5;this.center.addScaledVector(Cc,r/i),this.radius+=r}return this}union(t){return t.isEmpty()?this:this.isEmpty()?(this.copy(t),this):(this.center.equals(t.center)===!0?this.radius=Math.max(this.radius,t.radius):(W0.subVectors(t.center,this.center).setLength(t.radius),this.expandByPoint(Cc.copy(t.center).add(W0)),this.expandByPoint(Cc.copy(t.center).sub(W0))),this)}equals(t){return t.center.equals(this.center)&&t.radius===this.radius}clone(){return new this.constructor().copy(this)}toJSON(){return{radius:this.radius,center:this.center.toArray()}}fromJSON(t){return this.radius=t.radius,this.center.fromArray(t.center),this}},nN=0,ti=new xe,$0=new Ke,ra=new Z,Pn=new jr,Rc=new jr,qe=new Z,$i=class e extends Hi{constructor(){super(),this.isBufferGeometry=!0,Object.defineProperty(this,"id",{value:nN++}),this.uuid=rl(),this.name="",this.type="BufferGeometry",this.index=null,this.indirect=null,this.indirectOffset=0,this.attributes={},this.morphAttributes={},this.morphTargetsRelative=!1,this.groups=[],this.boundingBox=null,this.boundingSphere=null,this.drawRange={start:0,count:1/0},this.userData={},this._transformed=!1}getIndex(){return this.index}setIndex(t){return Array.isArray(t)?this.index=new(kL(t)?kc:Bc)(t,1):this.index=t,this}setIndirect(t,n=0){return this.indirect=t,this.indirectOffset=n,this}getIndirect(){return this.indirect}getAttribute(t){return this.attributes[t]}setAttribute(t,n){return this.attributes[t]=n,this}deleteAttribute(t){return delete this.attributes[t],this}hasAttribute(t){return this.attributes[t]!==void 0}addGroup(t,n,i=0){this.groups.push({start:t,count:n,materialIndex:i})}clearGroups(){this.groups=[]}setDrawRange(t,n){this.drawRange.start=t,this.drawRange.count=n}applyMatrix4(t){let n=this.attributes.position;n!==void 0&&(n.applyMatrix4(t),n.needsUpdate=!0);let i=this.attributes.normal;if(i!==void 0){let s=new Ot().getNormalMatrix(t);i.applyNormalMatrix(s),i.needsUpdate=!0}let r=this.attributes.tangent;return r!==void 0&&(r.transformDirection(t),r.needsUpdate=!0),this.boundingBox!==null&&this.computeBoundingBox(),this.boundingSphere!==null&&this.computeBoundingSphere(),this._transformed=!0,this}applyQuaternion(t){return ti.makeRotationFromQuaternion(t),this.applyMatrix4(ti),this}rotateX(t){return ti.makeRotationX(t),this.applyMatrix4(ti),this}rotateY(t){return ti.makeRotationY(t),this.applyMatrix4(ti),this}rotateZ(t){return ti.makeRotationZ(t),this.applyMatrix4(ti),this}translate(t,n,i){return ti.makeTranslation(t,n,i),this.applyMatrix4(ti),this}scale(t,n,i){return ti.makeScale(t,n,i),this.applyMatrix4(ti),this}lookAt(t){return $0.lookAt(t),$0.updateMatrix(),this.applyMatrix4($0.matrix),this}center(){return this.computeBoundingBox(),this.boundingBox.getCenter(ra).negate(),this.translate(ra.x,ra.y,ra.z),this}setFromPoints(t){let n=this.getAttribute("position");if(n===void 0){let i=[];for(let r=0,s=t.length;r<s;r++){let o=t[r];i.push(o.x,o.y,o.z||0)}this.setAttribute("position",new ni(i,3))}else{let i=Math.min(t.length,n.count);for(let r=0;r<i;r++){let s=t[r];n.setXYZ(r,s.x,s.y,s.z||0)}t.length>n.count&&Ut("BufferGeometry: Buffer size too small for points data. Use .dispose() and create a new geometry."),n.needsUpdate=!0}return this}computeBoundingBox(){this.boundingBox===null&&(this.boundingBox=new jr);let t=this.attributes.position,n=this.morphAttributes.position;if(t&&t.isGLBufferAttribute){Ft("BufferGeometry.computeBoundingBox(): GLBufferAttribute requires a manual bounding box.",this),this.boundingBox.set(new Z(-1/0,-1/0,-1/0),new Z(1/0,1/0,1/0));return}if(t!==void 0){if(this.boundingBox.setFromBufferAttribute(t),n)for(let i=0,r=n.length;i<r;i++){let s=n[i];Pn.setFromBufferAttribute(s),this.morphTargetsRelative?(qe.addVectors(this.boundingBox.min,Pn.min),this.boundingBox.expandByPoint(qe),qe.addVectors(this.boundingBox.max,Pn.max),this.boundingBox.expandByPoint(qe)):(this.boundingBox.expandByPoint(Pn.min),this.boundingBox.expandByPoint(Pn.max))}}else this.boundingBox.makeEmpty();(isNaN(this.boundingBox.min.x)||isNaN(this.boundingBox.min.y)||isNaN(this.boundingBox.min.z))&&Ft('BufferGeometry.computeBoundingBox(): Computed min/max have NaN values. The "position" attribute is likely to have NaN values.',this)}computeBoundingSphere(){this.boundingSphere===null&&(this.boundingSphere=new pa);let t=this.attributes.position,n=this.morphAttributes.position;if(t&&t.isGLBufferAttribute){Ft("BufferGeometry.computeBoundingSphere(): GLBufferAttribute requires a manual bounding sphere.",this),this.boundingSphere.set(new Z,1/0);return}if(t){let i=this.boundingSphere.center;if(Pn.setFromBufferAttribute(t),n)for(let s=0,o=n.length;s<o;s++){let a=n[s];Rc.setFromBufferAttribute(a),this.morphTargetsRelative?(qe.addVectors(Pn.min,Rc.min),Pn.expandByPoint(qe),qe.addVectors(Pn.max,Rc.max),Pn.expandByPoint(qe)):(Pn.expandByPoint(Rc.min),Pn.expandByPoint(Rc.max))}Pn.getCenter(i);let r=0;for(let s=0,o=t.count;s<o;s++)qe.fromBufferAttribute(t,s),r=Math.max(r,i.distanceToSquared(qe));if(n)for(let s=0,o=n.length;s<o;s++){let a=n[s],c=this.morphTargetsRelative;for(let l=0,u=a.count;l<u;l++)qe.fromBufferAttribute(a,l),c&&(ra.fromBufferAttribute(t,l),qe.add(ra)),r=Math.max(r,i.distanceToSquared(qe))}this.boundingSphere.radius=Math.sqrt(r),isNaN(this.boundingSphere.radius)&&Ft('BufferGeometry.computeBoundingSphere(): Computed radius is NaN. The "position" attribute is likely to have NaN values.',this)}}computeTangents(){let t=this.index,n=this.attributes;if(t===null||n.position===void 0||n.normal===void 0||n.uv===void 0){Ft("BufferGeometry: .computeTangents() failed. Missing required attributes (index, position, normal or uv)");return}let i=n.position,r=n.normal,s=n.uv,o=this.getAttribute("tangent");(o===void 0||o.count!==i.count)&&(o=new bn(new Float32Array(4*i.count),4),this.setAttribute("tangent",o));let a=[],c=[],l=new Uint8Array(i.count);for(let I=0;I<i.count;I++)a[I]=new Z,c[I]=new Z;let u=new Z,h=new Z,f=new Z,d=new ne,p=new ne,y=new ne,m=new Z,g=new Z;function x(I,C,E){l[I]=l[C]=l[E]=1,u.fromBufferAttribute(i,I),h.fromBufferAttribute(i,C),f.fromBufferAttribute(i,E),d.fromBufferAttribute(s,I),p.fromBufferAttribute(s,C),y.fromBufferAttribute(s,E),h.sub(u),f.sub(u),p.sub(d),y.sub(d);let N=1/(p.x*y.y-y.x*p.y);isFinite(N)&&(m.copy(h).multiplyScalar(y.y).addScaledVector(f,-p.y).multiplyScalar(N),g.copy(f).multiplyScalar(p.x).addScaledVector(h,-y.x).multiplyScalar(N),a[I].add(m),a[C].add(m),a[E].add(m),c[I].add(g),c[C].add(g),c[E].add(g))}let S=this.groups;S.length===0&&(S=[{start:0,count:t.count}]);for(let I=0,C=S.length;I<C;++I){let E=S[I],N=E.start,B=E.count;for(let P=N,L=N+B;P<L;P+=3)x(t.getX(P+0),t.getX(P+1),t.getX(P+2))}let v=new Z,T=new Z,b=new Z,_=new Z;function M(I){b.fromBufferAttribute(r,I),_.copy(b);let C=a[I];v.copy(C),v.sub(b.multiplyScalar(b.dot(C))).normalize(),T.crossVectors(_,C);let N=T.dot(c[I])<0?-1:1;o.setXYZW(I,v.x,v.y,v.z,N)}for(let I=0,C=i.count;I<C;++I)l[I]&&M(I);this._transformed=!0}computeVertexNormals(){let t=this.index,n=this.getAttribute("position");if(n!==void 0){let i=this.getAttribute("normal");if(i===void 0||i.count!==n.count)i=new bn(new Float32Array(n.count*3),3),this.setAttribute("normal",i);else for(let f=0,d=i.count;f<d;f++)i.setXYZ(f,0,0,0);let r=new Z,s=new Z,o=new Z,a=new Z,c=new Z,l=new Z,u=new Z,h=new Z;if(t)for(let f=0,d=t.count;f<d;f+=3){let p=t.getX(f+0),y=t.getX(f+1),m=t.getX(f+2);r.fromBufferAttribute(n,p),s.fromBufferAttribute(n,y),o.fromBufferAttribute(n,m),u.subVectors(o,s),h.subVectors(r,s),u.cross(h),a.fromBufferAttribute(i,p),c.fromBufferAttribute(i,y),l.fromBufferAttribute(i,m),a.add(u),c.add(u),l.add(u),i.setXYZ(p,a.x,a.y,a.z),i.setXYZ(y,c.x,c.y,c.z),i.setXYZ(m,l.x,l.y,l.z)}else for(let f=0,d=n.count;f<d;f+=3)r.fromBufferAttribute(n,f+0),s.fromBufferAttribute(n,f+1),o.fromBufferAttribute(n,f+2),u.subVectors(o,s),h.subVectors(r,s),u.cross(h),i.setXYZ(f+0,u.x,u.y,u.z),i.setXYZ(f+1,u.x,u.y,u.z),i.setXYZ(f+2,u.x,u.y,u.z);this.normalizeNormals(),i.needsUpdate=!0}}normalizeNormals(){let t=this.attributes.normal;for(let n=0,i=t.count;n<i;n++)qe.fromBufferAttribute(t,n),qe.normalize(),t.setXYZ(n,qe.x,qe.y,qe.z)}toNonIndexed(){function t(a,c){let l=a.array,u=a.itemSize,h=a.normalized,f=new l.constructor(c.length*u),d=0,p=0;for(let y=0,m=c.length;y<m;y++){a.isInterleavedBufferAttribute?d=c[y]*a.data.stride+a.offset:d=c[y]*u;for(let g=0;g<u;g++)f[p++]=l[d++]}return new bn(f,u,h)}if(this.index===null)return Ut("BufferGeometry.toNonIndexed(): BufferGeometry is already non-indexed."),this;let n=new e,i=this.index.array,r=this.attributes;for(let a in r){let c=r[a],l=t(c,i);n.setAttribute(a,l)}let s=this.morphAttributes;for(let a in s){let c=[],l=s[a];for(let u=0,h=l.length;u<h;u++){let f=l[u],d=t(f,i);c.push(d)}n.morphAttributes[a]=c}n.morphTargetsRelative=this.morphTargetsRelative;let o=this.groups;for(let a=0,c=o.length;a<c;a++){let l=o[a];n.addGroup(l.start,l.count,l.materialIndex)}return n}toJSON(){let t={metadata:{version:4.7,type:"BufferGeometry",generator:"BufferGeometry.toJSON"}};if(t.uuid=this.uuid,t.type=this.parameters!==void 0&&this._transformed===!0?"BufferGeometry":this.type,t.name=this.name,Object.keys(this.userData).length>0&&(t.userData=this.userData),this.parameters!==void 0&&this._transformed!==!0){let c=this.parameters;for(let l in c)c[l]!==void 0&&(t[l]=c[l]);return t}t.data={attributes:{}};let n=this.index;n!==null&&(t.data.index={type:n.array.constructor.name,array:Array.prototype.slice.call(n.array)});let i=this.attributes;for(let c in i){let l=i[c];t.data.attributes[c]=l.toJSON(t.data)}let r={},s=!1;for(let c in this.morphAttributes){let l=this.morphAttributes[c],u=[];for(let h=0,f=l.length;h<f;h++){let d=l[h];u.push(d.toJSON(t.data))}u.length>0&&(r[c]=u,s=!0)}s&&(t.data.morphAttributes=r,t.data.morphTargetsRelative=this.morphTargetsRelative);let o=this.groups;o.length>0&&(t.data.groups=JSON.parse(JSON.stringify(o)));let a=this.boundingSphere;return a!==null&&(t.data.boundingSphere=a.toJSON()),t}clone(){return new this.constructor().copy(this)}copy(t){this.index=null,this.attributes={},this.morphAttributes={},this.groups=[],this.boundingBox=null,this.boundingSphere=null;let n={};this.name=t.name;let i=t.index;i!==null&&this.setIndex(i.clone());let r=t.attributes;for(let l in r){let u=r[l];this.setAttribute(l,u.clone(n))}let s=t.morphAttributes;for(let l in s){let u=[],h=s[l];for(let f=0,d=h.length;f<d;f++)u.push(h[f].clone(n));this.morphAttributes[l]=u}this.morphTargetsRelative=t.morphTargetsRelative;let o=t.groups;for(let l=0,u=o.length;l<u;l++){let h=o[l];this.addGroup(h.start,h.count,h.materialIndex)}let a=t.boundingBox;a!==null&&(this.boundingBox=a.clone());let c=t.boundingSphere;return c!==null&&(this.boundingSphere=c.clone()),this.drawRange.start=t.drawRange.start,this.drawRange.count=t.drawRange.count,this.userData=t.userData,this._transformed=t._transformed,this}dispose(){this.dispatchEvent({type:"dispose"})}};var X0=new Z,iN=new Z,rN=new Ot,pi=class{constructor(t=new Z(1,0,0),n=0){this.isPlane=!0,this.normal=t,this.constant=n}set(t,n){return this.normal.copy(t),this.constant=n,this}setComponents(t,n,i,r){return this.normal.set(t,n,i),this.constant=r,this}setFromNormalAndCoplanarPoint(t,n){return this.normal.copy(t),this.constant=-n.dot(this.normal),this}setFromCoplanarPoints(t,n,i){let r=X0.subVectors(i,n).cross(iN.subVectors(t,n)).normalize();return this.setFromNormalAndCoplanarPoint(r,t),this}copy(t){return this.normal.copy(t.normal),this.constant=t.constant,this}normalize(){let t=1/this.normal.length();return this.normal.multiplyScalar(t),this.constant*=t,this}negate(){return this.constant*=-1,this.normal.negate(),this}distanceToPoint(t){return this.normal.dot(t)+this.constant}distanceToSphere(t){return this.distanceToPoint(t.center)-t.radius}projectPoint(t,n){return n.copy(t).addScaledVector(this.normal,-this.distanceToPoint(t))}intersectLine(t,n,i=!0){let r=t.delta(X0),s=this.normal.dot(r);if(s===0)return this.distanceToPoint(t.start)===0?n.copy(t.start):null;let o=-(t.start.dot(this.normal)+this.constant)/s;return i===!0&&(o<0||o>1)?null:n.copy(t.start).addScaledVector(r,o)}intersectsLine(t){let n=this.distanceToPoint(t.start),i=this.distanceToPoint(t.end);return n<0&&i>0||i<0&&n>0}intersectsBox(t){return t.intersectsPlane(this)}intersectsSphere(t){return t.intersectsPlane(this)}coplanarPoint(t){return t.copy(this.normal).multiplyScalar(-this.constant)}applyMatrix4(t,n){let i=n||rN.getNormalMatrix(t),r=this.coplanarPoint(X0).applyMatrix4(t),s=this.normal.applyMatrix3(i).normalize();return this.constant=-r.dot(s),this}translate(t){return this.constant-=t.dot(this.normal),this}equals(t){return t.normal.equals(this.normal)&&t.constant===this.constant}clone(){return new this.constructor().copy(this)}toJSON(){return{normal:this.normal.toArray(),constant:this.constant}}fromJSON(t){return this.normal.fromArray(t.normal),this.constant=t.constant,this}},sN=0,ts=class extends Hi{constructor(){super(),this.isMaterial=!0,Object.defineProperty(this,"id",{value:sN++}),this.uuid=rl(),this.name="",this.type="Material",this.blending=ya,this.side=ss,this.vertexColors=!1,this.opacity=1,this.transparent=!1,this.alphaHash=!1,this.blendSrc=a_,this.blendDst=c_,this.blendEquation=Ys,this.blendSrcAlpha=null,this.blendDstAlpha=null,this.blendEquationAlpha=null,this.blendColor=new Kt(0,0,0),this.blendAlpha=0,this.depthFunc=la,this.depthTest=!0,this.depthWrite=!0,this.stencilWriteMask=255,this.stencilFunc=DT,this.stencilRef=0,this.stencilFuncMask=255,this.stencilFail=Af,this.stencilZFail=Af,this.stencilZPass=Af,this.stencilWrite=!1,this.clippingPlanes=null,this.clipIntersection=!1,this.clipShadows=!1,this.shadowSide=null,this.colorWrite=!0,this.precision=null,this.polygonOffset=!1,this.polygonOffsetFactor=0,this.polygonOffsetUnits=0,this.dithering=!1,this.alphaToCoverage=!1,this.premultipliedAlpha=!1,this.forceSinglePass=!1,this.allowOverride=!0,this.visible=!0,this.toneMapped=!0,this.userData={},this.version=0,this._alphaTest=0}get alphaTest(){return this._alphaTest}set alphaTest(t){this._alphaTest>0!=t>0&&this.version++,this._alphaTest=t}onBeforeRender(){}onBeforeCompile(){}customProgramCacheKey(){return this.onBeforeCompile.toString()}setValues(t){if(t!==void 0)for(let n in t){let i=t[n];if(i===void 0){Ut(`Material: parameter '${n}' has value of undefined.`);continue}let r=this[n];if(r===void 0){Ut(`Material: '${n}' is not a property of THREE.${this.type}.`);continue}r&&r.isColor?r.set(i):r&&r.isVector2&&i&&i.isVector2||r&&r.isEuler&&i&&i.isEuler||r&&r.isVector3&&i&&i.isVector3?r.copy(i):this[n]=i}}toJSON(t){let n=t===void 0||typeof t=="string";n&&(t={textures:{},images:{}});let i={metadata:{version:4.7,type:"Material",generator:"Material.toJSON"}};i.uuid=this.uuid,i.type=this.type,i.blending=this.blending,i.side=this.side,i.shadowSide=this.shadowSide,i.vertexColors=this.vertexColors,i.opacity=this.opacity,i.transparent=this.transparent,i.blendSrc=this.blendSrc,i.blendDst=this.blendDst,i.blendEquation=this.blendEquation,i.blendSrcAlpha=this.blendSrcAlpha,i.blendDstAlpha=this.blendDstAlpha,i.blendEquationAlpha=this.blendEquationAlpha,i.blendColor=this.blendColor.getHex(),i.blendAlpha=this.blendAlpha,i.depthFunc=this.depthFunc,i.depthTest=this.depthTest,i.depthWrite=this.depthWrite,i.colorWrite=this.colorWrite,i.clipIntersection=this.clipIntersection,i.clipShadows=this.clipShadows,i.stencilWriteMask=this.stencilWriteMask,i.stencilFunc=this.stencilFunc,i.stencilRef=this.stencilRef,i.stencilFuncMask=this.stencilFuncMask,i.stencilFail=this.stencilFail,i.stencilZFail=this.stencilZFail,i.stencilZPass=this.stencilZPass,i.stencilWrite=this.stencilWrite,i.polygonOffset=this.polygonOffset,i.polygonOffsetFactor=this.polygonOffsetFactor,i.polygonOffsetUnits=this.polygonOffsetUnits,i.dithering=this.dithering,i.alphaTest=this.alphaTest,i.alphaHash=this.alphaHash,i.alphaToCoverage=this.alphaToCoverage,i.premultipliedAlpha=this.premultipliedAlpha,i.forceSinglePass=this.forceSinglePass,i.allowOverride=this.allowOverride,i.visible=this.visible,i.toneMapped=this.toneMapped,i.name=this.name,this.color&&this.color.isColor&&(i.color=this.color.getHex()),this.roughness!==void 0&&(i.roughness=this.roughness),this.metalness!==void 0&&(i.metalness=this.metalness),this.sheen!==void 0&&(i.sheen=this.sheen),this.sheenColor&&this.sheenColor.isColor&&(i.sheenColor=this.sheenColor.getHex()),this.sheenRoughness!==void 0&&(i.sheenRoughness=this.sheenRoughness),this.emissive&&this.emissive.isColor&&(i.emissive=this.emissive.getHex()),this.emissiveIntensity!==void 0&&(i.emissiveIntensity=this.emissiveIntensity),this.specular&&this.specular.isColor&&(i.specular=this.specular.getHex()),this.specularIntensity!==void 0&&(i.specularIntensity=this.specularIntensity),this.specularColor&&this.specularColor.isColor&&(i.specularColor=this.specularColor.getHex()),this.shininess!==void 0&&(i.shininess=this.shininess),this.clearcoat!==void 0&&(i.clearcoat=this.clearcoat),this.clearcoatRoughness!==void 0&&(i.clearcoatRoughness=this.clearcoatRoughness),this.diffuseRoughness!==void 0&&(i.diffuseRoughness=this.diffuseRoughness),this.diffuseRoughnessMap&&this.diffuseRoughnessMap.isTexture&&(i.diffuseRoughnessMap=this.diffuseRoughnessMap.toJSON(t).uuid),this.clearcoatMap&&this.clearcoatMap.isTexture&&(i.clearcoatMap=this.clearcoatMap.toJSON(t).uuid),this.clearcoatRoughnessMap&&this.clearcoatRoughnessMap.isTexture&&(i.clearcoatRoughnessMap=this.clearcoatRoughnessMap.toJSON(t).uuid),this.clearcoatNormalMap&&this.clearcoatNormalMap.isTexture&&(i.clearcoatNormalMap=this.clearcoatNormalMap.toJSON(t).uuid,i.clearcoatNormalScale=this.clearcoatNormalScale.toArray()),this.sheenColorMap&&this.sheenColorMap.isTexture&&(i.sheenColorMap=this.sheenColorMap.toJSON(t).uuid),this.sheenRoughnessMap&&this.sheenRoughnessMap.isTexture&&(i.sheenRoughnessMap=this.sheenRoughnessMap.toJSON(t).uuid),this.dispersion!==void 0&&(i.dispersion=this.dispersion),this.retroreflectivity!==void 0&&(i.retroreflectivity=this.retroreflectivity),this.iridescence!==void 0&&(i.iridescence=this.iridescence),this.iridescenceIOR!==void 0&&(i.iridescenceIOR=this.iridescenceIOR),this.iridescenceThicknessMinimum!==void 0&&(i.iridescenceThicknessMinimum=this.iridescenceThicknessMinimum),this.iridescenceThicknessMaximum!==void 0&&(i.iridescenceThicknessMaximum=this.iridescenceThicknessMaximum),this.iridescenceMap&&this.iridescenceMap.isTexture&&(i.iridescenceMap=this.iridescenceMap.toJSON(t).uuid),this.iridescenceThicknessMap&&this.iridescenceThicknessMap.isTexture&&(i.iridescenceThicknessMap=this.iridescenceThicknessMap.toJSON(t).uuid),this.anisotropy!==void 0&&(i.anisotropy=this.anisotropy),this.anisotropyRotation!==void 0&&(i.anisotropyRotation=this.anisotropyRotation),this.anisotropyMap&&this.anisotropyMap.isTexture&&(i.anisotropyMap=this.anisotropyMap.toJSON(t).uuid),this.map&&this.map.isTexture&&(i.map=this.map.toJSON(t).uuid),this.matcap&&this.matcap.isTexture&&(i.matcap=this.matcap.toJSON(t).uuid),this.alphaMap&&this.alphaMap.isTexture&&(i.alphaMap=this.alphaMap.toJSON(t).uuid),this.lightMap&&this.lightMap.isTexture&&(i.lightMap=this.lightMap.toJSON(t).uuid,i.lightMapIntensity=this.lightMapIntensity),this.aoMap&&this.aoMap.isTexture&&(i.aoMap=this.aoMap.toJSON(t).uuid,i.aoMapIntensity=this.aoMapIntensity),this.bumpMap&&this.bumpMap.isTexture&&(i.bumpMap=this.bumpMap.toJSON(t).uuid,i.bumpScale=this.bumpScale),this.normalMap&&this.normalMap.isTexture&&(i.normalMap=this.normalMap.toJSON(t).uuid,i.normalMapType=this.normalMapType,i.normalScale=this.normalScale.toArray()),this.displacementMap&&this.displacementMap.isTexture&&(i.displacementMap=this.displacementMap.toJSON(t).uuid,i.displacementScale=this.displacementScale,i.displacementBias=this.displacementBias),this.roughnessMap&&this.roughnessMap.isTexture&&(i.roughnessMap=this.roughnessMap.toJSON(t).uuid),this.metalnessMap&&this.metalnessMap.isTexture&&(i.metalnessMap=this.metalnessMap.toJSON(t).uuid),this.emissiveMap&&this.emissiveMap.isTexture&&(i.emissiveMap=this.emissiveMap.toJSON(t).uuid),this.specularMap&&this.specularMap.isTexture&&(i.specularMap=this.specularMap.toJSON(t).uuid),this.specularIntensityMap&&this.specularIntensityMap.isTexture&&(i.specularIntensityMap=this.specularIntensityMap.toJSON(t).uuid),this.specularColorMap&&this.specularColorMap.isTexture&&(i.specularColorMap=this.specularColorMap.toJSON(t).uuid),this.envMap&&this.envMap.isTexture&&(i.envMap=this.envMap.toJSON(t).uuid,this.combine!==void 0&&(i.combine=this.combine)),this.envMapRotation!==void 0&&(i.envMapRotation=this.envMapRotation.toArray()),this.envMapIntensity!==void 0&&(i.envMapIntensity=this.envMapIntensity),this.reflectivity!==void 0&&(i.reflectivity=this.reflectivity),this.refractionRatio!==void 0&&(i.refractionRatio=this.refractionRatio),this.gradientMap&&this.gradientMap.isTexture&&(i.gradientMap=this.gradientMap.toJSON(t).uuid),this.transmission!==void 0&&(i.transmission=this.transmission),this.transmissionMap&&this.transmissionMap.isTexture&&(i.transmissionMap=this.transmissionMap.toJSON(t).uuid),this.thickness!==void 0&&(i.thickness=this.thickness),this.thicknessMap&&this.thicknessMap.isTexture&&(i.thicknessMap=this.thicknessMap.toJSON(t).uuid),this.attenuationDistance!==void 0&&(i.attenuationDistance=this.attenuationDistance),this.attenuationColor!==void 0&&(i.attenuationColor=this.attenuationColor.getHex()),this.size!==void 0&&(i.size=this.size),this.sizeAttenuation!==void 0&&(i.sizeAttenuation=this.sizeAttenuation),Array.isArray(this.clippingPlanes)&&this.clippingPlanes.length>0&&(i.clippingPlanes=this.clippingPlanes.map(s=>s.toJSON())),this.rotation!==void 0&&(i.rotation=this.rotation),this.depthPacking!==void 0&&(i.depthPacking=this.depthPacking),this.linewidth!==void 0&&(i.linewidth=this.linewidth),this.linecap!==void 0&&(i.linecap=this.linecap),this.linejoin!==void 0&&(i.linejoin=this.linejoin),this.dashSize!==void 0&&(i.dashSize=this.dashSize),this.gapSize!==void 0&&(i.gapSize=this.gapSize),this.scale!==void 0&&(i.scale=this.scale),this.wireframe!==void 0&&(i.wireframe=this.wireframe),this.wireframeLinewidth!==void 0&&(i.wireframeLinewidth=this.wireframeLinewidth),this.wireframeLinecap!==void 0&&(i.wireframeLinecap=this.wireframeLinecap),this.wireframeLinejoin!==void 0&&(i.wireframeLinejoin=this.wireframeLinejoin),this.flatShading!==void 0&&(i.flatShading=this.flatShading),this.fog!==void 0&&(i.fog=this.fog),Object.keys(this.userData).length>0&&(i.userData=this.userData);function r(s){let o=[];for(let a in s){let c=s[a];delete c.metadata,o.push(c)}return o}if(n){let s=r(t.textures),o=r(t.images);s.length>0&&(i.textures=s),o.length>0&&(i.images=o)}return i}fromJSON(t,n){if(t.uuid!==void 0&&(this.uuid=t.uuid),t.name!==void 0&&(this.name=t.name),t.color!==void 0&&this.color!==void 0&&this.color.setHex(t.color),t.roughness!==void 0&&(this.roughness=t.roughness),t.metalness!==void 0&&(this.metalness=t.metalness),t.sheen!==void 0&&(this.sheen=t.sheen),t.sheenColor!==void 0&&(this.sheenColor=new Kt().setHex(t.sheenColor)),t.sheenRoughness!==void 0&&(this.sheenRoughness=t.sheenRoughness),t.emissive!==void 0&&this.emissive!==void 0&&this.emissive.setHex(t.emissive),t.specular!==void 0&&this.specular!==void 0&&this.specular.setHex(t.specular),t.specularIntensity!==void 0&&(this.specularIntensity=t.specularIntensity),t.specularColor!==void 0&&this.specularColor!==void 0&&this.specularColor.setHex(t.specularColor),t.shininess!==void 0&&(this.shininess=t.shininess),t.clearcoat!==void 0&&(this.clearcoat=t.clearcoat),t.clearcoatRoughness!==void 0&&(this.clearcoatRoughness=t.clearcoatRoughness),t.diffuseRoughness!==void 0&&(this.diffuseRoughness=t.diffuseRoughness),t.dispersion!==void 0&&(this.dispersion=t.dispersion),t.retroreflectivity!==void 0&&(this.retroreflectivity=t.retroreflectivity),t.iridescence!==void 0&&(this.iridescence=t.iridescence),t.iridescenceIOR!==void 0&&(this.iridescenceIOR=t.iridescenceIOR),t.iridescenceThicknessMinimum!==void 0&&(this.iridescenceThicknessMinimum=t.iridescenceThicknessMinimum),t.iridescenceThicknessMaximum!==void 0&&(this.iridescenceThicknessMaximum=t.iridescenceThicknessMaximum),t.iridescenceThicknessRange!==void 0&&(this.iridescenceThicknessMinimum=t.iridescenceThicknessRange[0],this.iridescenceThicknessMaximum=t.iridescenceThicknessRange[1]),t.transmission!==void 0&&(this.transmission=t.transmission),t.thickness!==void 0&&(this.thickness=t.thickness),t.attenuationDistance!==void 0&&(this.attenuationDistance=t.attenuationDistance),t.attenuationColor!==void 0&&this.attenuationColor!==void 0&&this.attenuationColor.setHex(t.attenuationColor),t.anisotropy!==void 0&&(this.anisotropy=t.anisotropy),t.anisotropyRotation!==void 0&&(this.anisotropyRotation=t.anisotropyRotation),t.fog!==void 0&&(this.fog=t.fog),t.flatShading!==void 0&&(this.flatShading=t.flatShading),t.blending!==void 0&&(this.blending=t.blending),t.combine!==void 0&&(this.combine=t.combine),t.side!==void 0&&(this.side=t.side),t.shadowSide!==void 0&&(this.shadowSide=t.shadowSide),t.opacity!==void 0&&(this.opacity=t.opacity),t.transparent!==void 0&&(this.transparent=t.transparent),t.alphaTest!==void 0&&(this.alphaTest=t.alphaTest),t.alphaHash!==void 0&&(this.alphaHash=t.alphaHash),t.depthFunc!==void 0&&(this.depthFunc=t.depthFunc),t.depthTest!==void 0&&(this.depthTest=t.depthTest),t.depthWrite!==void 0&&(this.depthWrite=t.depthWrite),t.colorWrite!==void 0&&(this.colorWrite=t.colorWrite),t.clippingPlanes!==void 0&&(this.clippingPlanes=t.clippingPlanes.map(i=>new pi().fromJSON(i))),t.clipIntersection!==void 0&&(this.clipIntersection=t.clipIntersection),t.clipShadows!==void 0&&(this.clipShadows=t.clipShadows),t.depthPacking!==void 0&&(this.depthPacking=t.depthPacking),t.blendSrc!==void 0&&(this.blendSrc=t.blendSrc),t.blendDst!==void 0&&(this.blendDst=t.blendDst),t.blendEquation!==void 0&&(this.blendEquation=t.blendEquation),t.blendSrcAlpha!==void 0&&(this.blendSrcAlpha=t.blendSrcAlpha),t.blendDstAlpha!==void 0&&(this.blendDstAlpha=t.blendDstAlpha),t.blendEquationAlpha!==void 0&&(this.blendEquationAlpha=t.blendEquationAlpha),t.blendColor!==void 0&&this.blendColor!==void 0&&this.blendColor.setHex(t.blendColor),t.blendAlpha!==void 0&&(this.blendAlpha=t.blendAlpha),t.stencilWriteMask!==void 0&&(this.stencilWriteMask=t.stencilWriteMask),t.stencilFunc!==void 0&&(this.stencilFunc=t.stencilFunc),t.stencilRef!==void 0&&(this.stencilRef=t.stencilRef),t.stencilFuncMask!==void 0&&(this.stencilFuncMask=t.stencilFuncMask),t.stencilFail!==void 0&&(this.stencilFail=t.stencilFail),t.stencilZFail!==void 0&&(this.stencilZFail=t.stencilZFail),t.stencilZPass!==void 0&&(this.stencilZPass=t.stencilZPass),t.stencilWrite!==void 0&&(this.stencilWrite=t.stencilWrite),t.wireframe!==void 0&&(this.wireframe=t.wireframe),t.wireframeLinewidth!==void 0&&(this.wireframeLinewidth=t.wireframeLinewidth),t.wireframeLinecap!==void 0&&(this.wireframeLinecap=t.wireframeLinecap),t.wireframeLinejoin!==void 0&&(this.wireframeLinejoin=t.wireframeLinejoin),t.rotation!==void 0&&(this.rotation=t.rotation),t.linewidth!==void 0&&(this.linewidth=t.linewidth),t.linecap!==void 0&&(this.linecap=t.linecap),t.linejoin!==void 0&&(this.linejoin=t.linejoin),t.dashSize!==void 0&&(this.dashSize=t.dashSize),t.gapSize!==void 0&&(this.gapSize=t.gapSize),t.scale!==void 0&&(this.scale=t.scale),t.polygonOffset!==void 0&&(this.polygonOffset=t.polygonOffset),t.polygonOffsetFactor!==void 0&&(this.polygonOffsetFactor=t.polygonOffsetFactor),t.polygonOffsetUnits!==void 0&&(this.polygonOffsetUnits=t.polygonOffsetUnits),t.dithering!==void 0&&(this.dithering=t.dithering),t.alphaToCoverage!==void 0&&(this.alphaToCoverage=t.alphaToCoverage),t.premultipliedAlpha!==void 0&&(this.premultipliedAlpha=t.premultipliedAlpha),t.forceSinglePass!==void 0&&(this.forceSinglePass=t.forceSinglePass),t.allowOverride!==void 0&&(this.allowOverride=t.allowOverride),t.visible!==void 0&&(this.visible=t.visible),t.toneMapped!==void 0&&(this.toneMapped=t.toneMapped),t.userData!==void 0&&(this.userData=t.userData),t.vertexColors!==void 0&&(typeof t.vertexColors=="number"?this.vertexColors=t.vertexColors>0:this.vertexColors=t.vertexColors),t.size!==void 0&&(this.size=t.size),t.sizeAttenuation!==void 0&&(this.sizeAttenuation=t.sizeAttenuation),t.map!==void 0&&(this.map=n[t.map]||null),t.matcap!==void 0&&(this.matcap=n[t.matcap]||null),t.alphaMap!==void 0&&(this.alphaMap=n[t.alphaMap]||null),t.bumpMap!==void 0&&(this.bumpMap=n[t.bumpMap]||null),t.bumpScale!==void 0&&(this.bumpScale=t.bumpScale),t.normalMap!==void 0&&(this.normalMap=n[t.normalMap]||null),t.normalMapType!==void 0&&(this.normalMapType=t.normalMapType),t.normalScale!==void 0){let i=t.normalScale;Array.isArray(i)===!1&&(i=[i,i]),this.normalScale=new ne().fromArray(i)}return t.displacementMap!==void 0&&(this.displacementMap=n[t.displacementMap]||null),t.displacementScale!==void 0&&(this.displacementScale=t.displacementScale),t.displacementBias!==void 0&&(this.displacementBias=t.displacementBias),t.roughnessMap!==void 0&&(this.roughnessMap=n[t.roughnessMap]||null),t.metalnessMap!==void 0&&(this.metalnessMap=n[t.metalnessMap]||null),t.emissiveMap!==void 0&&(this.emissiveMap=n[t.emissiveMap]||null),t.emissiveIntensity!==void 0&&(this.emissiveIntensity=t.emissiveIntensity),t.specularMap!==void 0&&(this.specularMap=n[t.specularMap]||null),t.specularIntensityMap!==void 0&&(this.specularIntensityMap=n[t.specularIntensityMap]||null),t.specularColorMap!==void 0&&(this.specularColorMap=n[t.specularColorMap]||null),t.envMap!==void 0&&(this.envMap=n[t.envMap]||null),t.envMapRotation!==void 0&&this.envMapRotation.fromArray(t.envMapRotation),t.envMapIntensity!==void 0&&(this.envMapIntensity=t.envMapIntensity),t.reflectivity!==void 0&&(this.reflectivity=t.reflectivity),t.refractionRatio!==void 0&&(this.refractionRatio=t.refractionRatio),t.lightMap!==void 0&&(this.lightMap=n[t.lightMap]||null),t.lightMapIntensity!==void 0&&(this.lightMapIntensity=t.lightMapIntensity),t.aoMap!==void 0&&(this.aoMap=n[t.aoMap]||null),t.aoMapIntensity!==void 0&&(this.aoMapIntensity=t.aoMapIntensity),t.gradientMap!==void 0&&(this.gradientMap=n[t.gradientMap]||null),t.clearcoatMap!==void 0&&(this.clearcoatMap=n[t.clearcoatMap]||null),t.clearcoatRoughnessMap!==void 0&&(this.clearcoatRoughnessMap=n[t.clearcoatRoughnessMap]||null),t.clearcoatNormalMap!==void 0&&(this.clearcoatNormalMap=n[t.clearcoatNormalMap]||null),t.clearcoatNormalScale!==void 0&&(this.clearcoatNormalScale=new ne().fromArray(t.clearcoatNormalScale)),t.diffuseRoughnessMap!==void 0&&(this.diffuseRoughnessMap=n[t.diffuseRoughnessMap]||null),t.iridescenceMap!==void 0&&(this.iridescenceMap=n[t.iridescenceMap]||null),t.iridescenceThicknessMap!==void 0&&(this.iridescenceThicknessMap=n[t.iridescenceThicknessMap]||null),t.transmissionMap!==void 0&&(this.transmissionMap=n[t.transmissionMap]||null),t.thicknessMap!==void 0&&(this.thicknessMap=n[t.thicknessMap]||null),t.anisotropyMap!==void 0&&(this.anisotropyMap=n[t.anisotropyMap]||null),t.sheenColorMap!==void 0&&(this.sheenColorMap=n[t.sheenColorMap]||null),t.sheenRoughnessMap!==void 0&&(this.sheenRoughnessMap=n[t.sheenRoughnessMap]||null),this}clone(){return new this.constructor().copy(this)}copy(t){this.name=t.name,this.blending=t.blending,this.side=t.side,this.vertexColors=t.vertexColors,this.opacity=t.opacity,this.transparent=t.transparent,this.blendSrc=t.blendSrc,this.blendDst=t.blendDst,this.blendEquation=t.blendEquation,this.blendSrcAlpha=t.blendSrcAlpha,this.blendDstAlpha=t.blendDstAlpha,this.blendEquationAlpha=t.blendEquationAlpha,this.blendColor.copy(t.blendColor),this.blendAlpha=t.blendAlpha,this.depthFunc=t.depthFunc,this.depthTest=t.depthTest,this.depthWrite=t.depthWrite,this.stencilWriteMask=t.stencilWriteMask,this.stencilFunc=t.stencilFunc,this.stencilRef=t.stencilRef,this.stencilFuncMask=t.stencilFuncMask,this.stencilFail=t.stencilFail,this.stencilZFail=t.stencilZFail,this.stencilZPass=t.stencilZPass,this.stencilWrite=t.stencilWrite;let n=t.clippingPlanes,i=null;if(n!==null){let r=n.length;i=new Array(r);for(let s=0;s!==r;++s)i[s]=n[s].clone()}return this.clippingPlanes=i,this.clipIntersection=t.clipIntersection,this.clipShadows=t.clipShadows,this.shadowSide=t.shadowSide,this.colorWrite=t.colorWrite,this.precision=t.precision,this.polygonOffset=t.polygonOffset,this.polygonOffsetFactor=t.polygonOffsetFactor,this.polygonOffsetUnits=t.polygonOffsetUnits,this.dithering=t.dithering,this.alphaTest=t.alphaTest,this.alphaHash=t.alphaHash,this.alphaToCoverage=t.alphaToCoverage,this.premultipliedAlpha=t.premultipliedAlpha,this.forceSinglePass=t.forceSinglePass,this.allowOverride=t.allowOverride,this.visible=t.visible,this.toneMapped=t.toneMapped,this.userData=JSON.parse(JSON.stringify(t.userData)),this}dispose(){this.dispatchEvent({type:"dispose"})}set needsUpdate(t){t===!0&&this.version++}};var br=new Z,q0=new Z,hf=new Z,df=new Z,Gf=class{constructor(t=new Z,n=new Z(0,0,-1)){this.origin=t,this.direction=n}set(t,n){return this.origin.copy(t),this.direction.copy(n),this}copy(t){return this.origin.copy(t.origin),this.direction.copy(t.direction),this}at(t,n){return n.copy(this.origin).addScaledVector(this.direction,t)}lookAt(t){return this.direction.copy(t).sub(this.origin).normalize(),this}recast(t){return this.origin.copy(this.at(t,br)),this}closestPointToPoint(t,n){n.subVectors(t,this.origin);let i=n.dot(this.direction);return i<0?n.copy(this.origin):n.copy(this.origin).addScaledVector(this.direction,i)}distanceToPoint(t){return Math.sqrt(this.distanceSqToPoint(t))}distanceSqToPoint(t){let n=br.subVectors(t,this.origin).dot(this.direction);return n<0?this.origin.distanceToSquared(t):(br.copy(this.origin).addScaledVector(this.direction,n),br.distanceToSquared(t))}distanceSqToSegment(t,n,i,r){q0.copy(t).add(n).multiplyScalar(.5),hf.copy(n).sub(t).normalize(),df.copy(this.origin).sub(q0);let s=t.distanceTo(n)*.5,o=-this.direction.dot(hf),a=df.dot(this.direction),c=-df.dot(hf),l=df.lengthSq(),u=Math.abs(1-o*o),h,f,d,p;if(u>0)if(h=o*c-a,f=o*a-c,p=s*u,h>=0)if(f>=-p)if(f<=p){let y=1/u;h*=y,f*=y,d=h*(h+o*f+2*a)+f*(o*h+f+2*c)+l}else f=s,h=Math.max(0,-(o*f+a)),d=-h*h+f*(f+2*c)+l;else f=-s,h=Math.max(0,-(o*f+a)),d=-h*h+f*(f+2*c)+l;else f<=-p?(h=Math.max(0,-(-o*s+a)),f=h>0?-s:Math.min(Math.max(-s,-c),s),d=-h*h+f*(f+2*c)+l):f<=p?(h=0,f=Math.min(Math.max(-s,-c),s),d=f*(f+2*c)+l):(h=Math.max(0,-(o*s+a)),f=h>0?s:Math.min(Math.max(-s,-c),s),d=-h*h+f*(f+2*c)+l);else f=o>0?-s:s,h=Math.max(0,-(o*f+a)),d=-h*h+f*(f+2*c)+l;return i&&i.copy(this.origin).addScaledVector(this.direction,h),r&&r.copy(q0).addScaledVector(hf,f),d}intersectSphere(t,n){if(t.radius<0)return null;br.subVectors(t.center,this.origin);let i=br.dot(this.direction),r=br.dot(br)-i*i,s=t.radius*t.radius;if(r>s)return null;let o=Math.sqrt(s-r),a=i-o,c=i+o;return c<0?null:a<0?this.at(c,n):this.at(a,n)}intersectsSphere(t){return t.radius<0?!1:this.distanceSqToPoint(t.center)<=t.radius*t.radius}distanceToPlane(t){let n=t.normal.dot(this.direction);if(n===0)return t.distanceToPoint(this.origin)===0?0:null;let i=-(this.origin.dot(t.normal)+t.constant)/n;return i>=0?i:null}intersectPlane(t,n){let i=this.distanceToPlane(t);return i===null?null:this.at(i,n)}intersectsPlane(t){let n=t.distanceToPoint(this.origin);return n===0||t.normal.dot(this.direction)*n<0}intersectBox(t,n){let i,r,s,o,a,c,l=1/this.direction.x,u=1/this.direction.y,h=1/this.direction.z,f=this.origin;return l>=0?(i=(t.min.x-f.x)*l,r=(t.max.x-f.x)*l):(i=(t.max.x-f.x)*l,r=(t.min.x-f.x)*l),u>=0?(s=(t.min.y-f.y)*u,o=(t.max.y-f.y)*u):(s=(t.max.y-f.y)*u,o=(t.min.y-f.y)*u),i>o||s>r||((s>i||isNaN(i))&&(i=s),(o<r||isNaN(r))&&(r=o),h>=0?(a=(t.min.z-f.z)*h,c=(t.max.z-f.z)*h):(a=(t.max.z-f.z)*h,c=(t.min.z-f.z)*h),i>c||a>r)||((a>i||i!==i)&&(i=a),(c<r||r!==r)&&(r=c),r<0)?null:this.at(i>=0?i:r,n)}intersectsBox(t){return this.intersectBox(t,br)!==null}intersectTriangle(t,n,i,r,s){let o=this.origin,a=this.direction,c=a.x,l=a.y,u=a.z,h=t.x-o.x,f=t.y-o.y,d=t.z-o.z,p=n.x-o.x,y=n.y-o.y,m=n.z-o.z,g=i.x-o.x,x=i.y-o.y,S=i.z-o.z,v=Math.abs(c),T=Math.abs(l),b=Math.abs(u),_,M,I,C,E,N,B,P,L,z,k,Y;if(v>=T&&v>=b?(I=c,N=h,L=p,Y=g,c>=0?(_=l,M=u,C=f,E=d,B=y,P=m,z=x,k=S):(_=u,M=l,C=d,E=f,B=m,P=y,z=S,k=x)):T>=b?(I=l,N=f,L=y,Y=x,l>=0?(_=u,M=c,C=d,E=h,B=m,P=p,z=S,k=g):(_=c,M=u,C=h,E=d,B=p,P=m,z=g,k=S)):(I=u,N=d,L=m,Y=S,u>=0?(_=c,M=l,C=h,E=f,B=p,P=y,z=g,k=x):(_=l,M=c,C=f,E=h,B=y,P=p,z=x,k=g)),I===0)return null;let U=_/I,G=M/I,X=1/I,rt=C-U*N,ct=E-G*N,W=B-U*L,ot=P-G*L,ut=z-U*Y,st=k-G*Y,at=ut*ot-st*W,J=rt*st-ct*ut,yt=W*ct-ot*rt;if(r){if(at<0||J<0||yt<0)return null}else if((at<0||J<0||yt<0)&&(at>0||J>0||yt>0))return null;let lt=at+J+yt;if(lt===0)return null;let K=X*(at*N+J*L+yt*Y);return(lt>0?K<0:K>0)?null:this.at(K/lt,s)}applyMatrix4(t){return this.origin.applyMatrix4(t),this.direction.transformDirection(t),this}equals(t){return t.origin.equals(this.origin)&&t.direction.equals(this.direction)}clone(){return new this.constructor().copy(this)}},Vf=class extends ts{constructor(t){super(),this.isMeshBasicMaterial=!0,this.type="MeshBasicMaterial",this.color=new Kt(16777215),this.map=null,this.lightMap=null,this.lightMapIntensity=1,this.aoMap=null,this.aoMapIntensity=1,this.specularMap=null,this.alphaMap=null,this.envMap=null,this.envMapRotation=new wr,this.combine=oh,this.reflectivity=1,this.refractionRatio=.98,this.wireframe=!1,this.wireframeLinewidth=1,this.wireframeLinecap="round",this.wireframeLinejoin="round",this.fog=!0,this.setValues(t)}copy(t){return super.copy(t),this.color.copy(t.color),this.map=t.map,this.lightMap=t.lightMap,this.lightMapIntensity=t.lightMapIntensity,this.aoMap=t.aoMap,this.aoMapIntensity=t.aoMapIntensity,this.specularMap=t.specularMap,this.alphaMap=t.alphaMap,this.envMap=t.envMap,this.envMapRotation.copy(t.envMapRotation),this.combine=t.combine,this.reflectivity=t.reflectivity,this.refractionRatio=t.refractionRatio,this.wireframe=t.wireframe,this.wireframeLinewidth=t.wireframeLinewidth,this.wireframeLinecap=t.wireframeLinecap,this.wireframeLinejoin=t.wireframeLinejoin,this.fog=t.fog,this}},Kw=new xe,Hs=new Gf,pf=new pa,Qw=new Z,mf=new Z,gf=new Z,_f=new Z,Y0=new Z,yf=new Z,jw=new Z,xf=new Z,ii=class extends Ke{constructor(t=new $i,n=new Vf){super(),this.isMesh=!0,this.type="Mesh",this.geometry=t,this.material=n,this.morphTargetDictionary=void 0,this.morphTargetInfluences=void 0,this.count=1,this.updateMorphTargets()}copy(t,n){return super.copy(t,n),t.morphTargetInfluences!==void 0?this.morphTargetInfluences=t.morphTargetInfluences.slice():this.morphTargetInfluences=void 0,t.morphTargetDictionary!==void 0?this.morphTargetDictionary=Object.assign({},t.morphTargetDictionary):this.morphTargetDictionary=void 0,this.material=Array.isArray(t.material)?t.material.slice():t.material,this.geometry=t.geometry,this}updateMorphTargets(){let n=this.geometry.morphAttributes,i=Object.keys(n);if(i.length>0){let r=n[i[0]];if(r!==void 0){this.morphTargetInfluences=[],this.morphTargetDictionary={};for(let s=0,o=r.length;s<o;s++){let a=r[s].name||String(s);this.morphTargetInfluences.push(0),this.morphTargetDictionary[a]=s}}}}getVertexPosition(t,n){let i=this.geometry,r=i.attributes.position,s=i.morphAttributes.position,o=i.morphTargetsRelative;n.fromBufferAttribute(r,t);let a=this.morphTargetInfluences;if(s&&a){yf.set(0,0,0);for(let c=0,l=s.length;c<l;c++){let u=a[c],h=s[c];u!==0&&(Y0.fromBufferAttribute(h,t),o?yf.addScaledVector(Y0,u):yf.addScaledVector(Y0.sub(n),u))}n.add(yf)}return n}intersectsFrustum(t){return t.intersectsObject(this)}raycast(t,n){let i=this.geometry,r=this.material,s=this.matrixWorld;r!==void 0&&(i.boundingSphere===null&&i.computeBoundingSphere(),pf.copy(i.boundingSphere),pf.applyMatrix4(s),Hs.copy(t.ray).recast(t.near),!(pf.containsPoint(Hs.origin)===!1&&(Hs.intersectSphere(pf,Qw)===null||Hs.origin.distanceToSquared(Qw)>(t.far-t.near)**2))&&(Kw.copy(s).invert(),Hs.copy(t.ray).applyMatrix4(Kw),!(i.boundingBox!==null&&Hs.intersectsBox(i.boundingBox)===!1)&&this._computeIntersections(t,n,Hs)))}_computeIntersections(t,n,i){let r,s=this.geometry,o=this.material,a=s.index,c=s.attributes.position,l=s.attributes.uv,u=s.attributes.uv1,h=s.attributes.normal,f=s.groups,d=s.drawRange;if(a!==null)if(Array.isArray(o))for(let p=0,y=f.length;p<y;p++){let m=f[p],g=o[m.materialIndex],x=Math.max(m.start,d.start),S=Math.min(a.count,Math.min(m.start+m.count,d.start+d.count));for(let v=x,T=S;v<T;v+=3){let b=a.getX(v),_=a.getX(v+1),M=a.getX(v+2);r=vf(this,g,t,i,l,u,h,b,_,M),r&&(r.faceIndex=Math.floor(v/3),r.face.materialIndex=m.materialIndex,n.push(r))}}else{let p=Math.max(0,d.start),y=Math.min(a.count,d.start+d.count);for(let m=p,g=y;m<g;m+=3){let x=a.getX(m),S=a.getX(m+1),v=a.getX(m+2);r=vf(this,o,t,i,l,u,h,x,S,v),r&&(r.faceIndex=Math.floor(m/3),n.push(r))}}else if(c!==void 0)if(Array.isArray(o))for(let p=0,y=f.length;p<y;p++){let m=f[p],g=o[m.materialIndex],x=Math.max(m.start,d.start),S=Math.min(c.count,Math.min(m.start+m.count,d.start+d.count));for(let v=x,T=S;v<T;v+=3){let b=v,_=v+1,M=v+2;r=vf(this,g,t,i,l,u,h,b,_,M),r&&(r.faceIndex=Math.floor(v/3),r.face.materialIndex=m.materialIndex,n.push(r))}}else{let p=Math.max(0,d.start),y=Math.min(c.count,d.start+d.count);for(let m=p,g=y;m<g;m+=3){let x=m,S=m+1,v=m+2;r=vf(this,o,t,i,l,u,h,x,S,v),r&&(r.faceIndex=Math.floor(m/3),n.push(r))}}}};function oN(e,t,n,i,r,s,o,a){let c;if(t.side===gn?c=i.intersectTriangle(o,s,r,!0,a):c=i.intersectTriangle(r,s,o,t.side===ss,a),c===null)return null;xf.copy(a),xf.applyMatrix4(e.matrixWorld);let l=n.ray.origin.distanceTo(xf);return l<n.near||l>n.far?null:{distance:l,point:xf.clone(),object:e}}function vf(e,t,n,i,r,s,o,a,c,l){e.getVertexPosition(a,mf),e.getVertexPosition(c,gf),e.getVertexPosition(l,_f);let u=oN(e,t,n,i,mf,gf,_f,jw);if(u){let h=new Z;Qr.getBarycoord(jw,mf,gf,_f,h),r&&(u.uv=Qr.getInterpolatedAttribute(r,a,c,l,h,new ne)),s&&(u.uv1=Qr.getInterpolatedAttribute(s,a,c,l,h,new ne)),o&&(u.normal=Qr.getInterpolatedAttribute(o,a,c,l,h,new Z),u.normal.dot(i.direction)>0&&u.normal.multiplyScalar(-1));let f={a,b:c,c:l,normal:new Z,materialIndex:0};Qr.getNormal(mf,gf,_f,f.normal),u.face=f,u.barycoord=h}return u}var Hf=class extends Mn{constructor(t=null,n=1,i=1,r,s,o,a,c,l=Ye,u=Ye,h,f){super(null,o,a,c,l,u,r,s,h,f),this.isDataTexture=!0,this.image={data:t,width:n,height:i},this.generateMipmaps=!1,this.flipY=!1,this.unpackAlignment=1}};var Ws=new pa,aN=new ne(.5,.5),bf=new Z,es=class{constructor(t=new pi,n=new pi,i=new pi,r=new pi,s=new pi,o=new pi){this.planes=[t,n,i,r,s,o]}set(t,n,i,r,s,o){let a=this.planes;return a[0].copy(t),a[1].copy(n),a[2].copy(i),a[3].copy(r),a[4].copy(s),a[5].copy(o),this}copy(t){let n=this.planes;for(let i=0;i<6;i++)n[i].copy(t.planes[i]);return this}setFromProjectionMatrix(t,n=ei,i=!1){let r=this.planes,s=t.elements,o=s[0],a=s[1],c=s[2],l=s[3],u=s[4],h=s[5],f=s[6],d=s[7],p=s[8],y=s[9],m=s[10],g=s[11],x=s[12],S=s[13],v=s[14],T=s[15];if(r[0].setComponents(l-o,d-u,g-p,T-x).normalize(),r[1].setComponents(l+o,d+u,g+p,T+x).normalize(),r[2].setComponents(l+a,d+h,g+y,T+S).normalize(),r[3].setComponents(l-a,d-h,g-y,T-S).normalize(),i)r[4].setComponents(c,f,m,v).normalize(),r[5].setComponents(l-c,d-f,g-m,T-v).normalize();else if(r[4].setComponents(l-c,d-f,g-m,T-v).normalize(),n===ei)r[5].setComponents(l+c,d+f,g+m,T+v).normalize();else if(n===ua)r[5].setComponents(c,f,m,v).normalize();else throw new Error("THREE.Frustum.setFromProjectionMatrix(): Invalid coordinate system: "+n);return this}intersectsObject(t){if(t.boundingSphere!==void 0)t.boundingSphere===null&&t.computeBoundingSphere(),Ws.copy(t.boundingSphere).applyMatrix4(t.matrixWorld);else{let n=t.geometry;n.boundingSphere===null&&n.computeBoundingSphere(),Ws.copy(n.boundingSphere).applyMatrix4(t.matrixWorld)}return this.intersectsSphere(Ws)}intersectsSprite(t){Ws.center.set(0,0,0);let n=aN.distanceTo(t.center);return Ws.radius=.7071067811865476+n,Ws.applyMatrix4(t.matrixWorld),this.intersectsSphere(Ws)}intersectsSphere(t){let n=this.planes,i=t.center,r=-t.radius;for(let s=0;s<6;s++)if(n[s].distanceToPoint(i)<r)return!1;return!0}intersectsBox(t){let n=this.planes;for(let i=0;i<6;i++){let r=n[i];if(bf.x=r.normal.x>0?t.max.x:t.min.x,bf.y=r.normal.y>0?t.max.y:t.min.y,bf.z=r.normal.z>0?t.max.z:t.min.z,r.distanceToPoint(bf)<0)return!1}return!0}containsPoint(t){let n=this.planes;for(let i=0;i<6;i++)if(n[i].distanceToPoint(t)<0)return!1;return!0}clone(){return new this.constructor().copy(this)}},tT=new xe,Wf=class e{constructor(){this.coordinateSystem=ei,this._frustums=[],this._count=0}setFromArrayCamera(t){let n=t.cameras,i=this._frustums;for(let r=0;r<n.length;r++){let s=n[r];tT.multiplyMatrices(s.projectionMatrix,s.matrixWorldInverse),i[r]===void 0&&(i[r]=new es),i[r].setFromProjectionMatrix(tT,s.coordinateSystem,s.reversedDepth)}return this._count=n.length,this}getFrustum(t){return this._frustums[t]}intersectsObject(t){let n=this._frustums;for(let i=0;i<this._count;i++)if(n[i].intersectsObject(t))return!0;return!1}intersectsSprite(t){let n=this._frustums;for(let i=0;i<this._count;i++)if(n[i].intersectsSprite(t))return!0;return!1}intersectsSphere(t){let n=this._frustums;for(let i=0;i<this._count;i++)if(n[i].intersectsSphere(t))return!0;return!1}intersectsBox(t){let n=this._frustums;for(let i=0;i<this._count;i++)if(n[i].intersectsBox(t))return!0;return!1}containsPoint(t){let n=this._frustums;for(let i=0;i<this._count;i++)if(n[i].containsPoint(t))return!0;return!1}copy(t){this.coordinateSystem=t.coordinateSystem;let n=this._frustums,i=t._frustums;for(let r=0;r<t._count;r++)n[r]===void 0&&(n[r]=new es),n[r].copy(i[r]);return this._count=t._count,this}clone(){return new e().copy(this)}};var zc=class extends Mn{constructor(t=[],n=Zs,i,r,s,o,a,c,l,u){super(t,n,i,r,s,o,a,c,l,u),this.isCubeTexture=!0,this.flipY=!1}get images(){return this.image}set images(t){this.image=t}};var Tr=class extends Mn{constructor(t,n,i=mi,r,s,o,a=Ye,c=Ye,l,u=Sr,h=1){if(u!==Sr&&u!==Er)throw new Error("THREE.DepthTexture: format must be either THREE.DepthFormat or THREE.DepthStencilFormat");let f={width:t,height:n,depth:h};super(f,r,s,o,a,c,u,i,l),this.isDepthTexture=!0,this.flipY=!1,this.generateMipmaps=!1,this.compareFunction=null}copy(t){return super.copy(t),this.source=new ha(Object.assign({},t.image)),this.compareFunction=t.compareFunction,this}toJSON(t){let n=super.toJSON(t);return n.compareFunction=this.compareFunction,n}},Gc=class extends Tr{constructor(t,n=mi,i=Zs,r,s,o=Ye,a=Ye,c,l=Sr){let u={width:t,height:t,depth:1},h=[u,u,u,u,u,u];super(t,t,n,i,r,s,o,a,c,l),this.image=h,this.isCubeDepthTexture=!0,this.isCubeTexture=!0}get images(){return this.image}set images(t){this.image=t}},Vc=class extends Mn{constructor(t=null){super(),this.sourceTexture=t,this.isExternalTexture=!0}copy(t){return super.copy(t),this.sourceTexture=t.sourceTexture,this}},ma=class e extends $i{constructor(t=1,n=1,i=1,r=1,s=1,o=1){super(),this.type="BoxGeometry",this.parameters={width:t,height:n,depth:i,widthSegments:r,heightSegments:s,depthSegments:o};let a=this;r=Math.floor(r),s=Math.floor(s),o=Math.floor(o);let c=[],l=[],u=[],h=[],f=0,d=0;p("z","y","x",-1,-1,i,n,t,o,s,0),p("z","y","x",1,-1,i,n,-t,o,s,1),p("x","z","y",1,1,t,i,n,r,o,2),p("x","z","y",1,-1,t,i,-n,r,o,3),p("x","y","z",1,-1,t,n,i,r,s,4),p("x","y","z",-1,-1,t,n,-i,r,s,5),this.setIndex(c),this.setAttribute("position",new ni(l,3)),this.setAttribute("normal",new ni(u,3)),this.setAttribute("uv",new ni(h,2));function p(y,m,g,x,S,v,T,b,_,M,I){let C=v/_,E=T/M,N=v/2,B=T/2,P=b/2,L=_+1,z=M+1,k=0,Y=0,U=new Z;for(let G=0;G<z;G++){let X=G*E-B;for(let rt=0;rt<L;rt++){let ct=rt*C-N;U[y]=ct*x,U[m]=X*S,U[g]=P,l.push(U.x,U.y,U.z),U[y]=0,U[m]=0,U[g]=b>0?1:-1,u.push(U.x,U.y,U.z),h.push(rt/_),h.push(1-G/M),k+=1}}for(let G=0;G<M;G++)for(let X=0;X<_;X++){let rt=f+X+L*G,ct=f+X+L*(G+1),W=f+(X+1)+L*(G+1),ot=f+(X+1)+L*G;c.push(rt,ct,ot),c.push(ct,W,ot),Y+=6}a.addGroup(d,Y,I),d+=Y,f+=k}}copy(t){return super.copy(t),this.parameters=Object.assign({},t.parameters),this}static fromJSON(t){return new e(t.width,t.height,t.depth,t.widthSegments,t.heightSegments,t.depthSegments)}};var Hc=class e extends $i{constructor(t=1,n=1,i=1,r=1){super(),this.type="PlaneGeometry",this.parameters={width:t,height:n,widthSegments:i,heightSegments:r};let s=t/2,o=n/2,a=Math.floor(i),c=Math.floor(r),l=a+1,u=c+1,h=t/a,f=n/c,d=[],p=[],y=[],m=[];for(let g=0;g<u;g++){let x=g*f-o;for(let S=0;S<l;S++){let v=S*h-s;p.push(v,-x,0),y.push(0,0,1),m.push(S/a),m.push(1-g/c)}}for(let g=0;g<c;g++)for(let x=0;x<a;x++){let S=x+l*g,v=x+l*(g+1),T=x+1+l*(g+1),b=x+1+l*g;d.push(S,v,b),d.push(v,T,b)}this.setIndex(d),this.setAttribute("position",new ni(p,3)),this.setAttribute("normal",new ni(y,3)),this.setAttribute("uv",new ni(m,2))}copy(t){return super.copy(t),this.parameters=Object.assign({},t.parameters),this}static fromJSON(t){return new e(t.width,t.height,t.widthSegments,t.heightSegments)}};function Ks(e){let t={};for(let n in e){t[n]={};for(let i in e[n]){let r=e[n][i];if(eT(r))r.isRenderTargetTexture?(Ut("UniformsUtils: Textures of render targets cannot be cloned via cloneUniforms() or mergeUniforms()."),t[n][i]=null):t[n][i]=r.clone();else if(Array.isArray(r))if(eT(r[0])){let s=[];for(let o=0,a=r.length;o<a;o++)s[o]=r[o].clone();t[n][i]=s}else t[n][i]=r.slice();else t[n][i]=r}}return t}function sn(e){let t={};for(let n=0;n<e.length;n++){let i=Ks(e[n]);for(let r in i)t[r]=i[r]}return t}function eT(e){return e&&(e.isColor||e.isMatrix3||e.isMatrix4||e.isVector2||e.isVector3||e.isVector4||e.isTexture||e.isQuaternion)}function cN(e){let t=[];for(let n=0;n<e.length;n++)t.push(e[n].clone());return t}function I_(e){let t=e.getRenderTarget();return t===null?e.outputColorSpace:t.isXRRenderTarget===!0?t.texture.colorSpace:te.workingColorSpace}var qT={clone:Ks,merge:sn},lN=`void main() {
	gl_Position = projectionMatrix * modelViewMatrix * vec4( position, 1.0 );
}`,uN=`void main() {
	gl_FragColor = vec4( 1.0, 0.0, 0.0, 1.0 );
}`,Xi=class extends ts{constructor(t){super(),this.isShaderMaterial=!0,this.type="ShaderMaterial",this.defines={},this.uniforms={},this.uniformsGroups=[],this.vertexShader=lN,this.fragmentShader=uN,this.linewidth=1,this.wireframe=!1,this.wireframeLinewidth=1,this.fog=!1,this.lights=!1,this.clipping=!1,this.forceSinglePass=!0,this.extensions={clipCullDistance:!1,multiDraw:!1},this.defaultAttributeValues={color:[1,1,1],uv:[0,0],uv1:[0,0]},this.index0AttributeName=void 0,this.uniformsNeedUpdate=!1,this.glslVersion=null,t!==void 0&&this.setValues(t)}copy(t){return super.copy(t),this.fragmentShader=t.fragmentShader,this.vertexShader=t.vertexShader,this.uniforms=Ks(t.uniforms),this.uniformsGroups=cN(t.uniformsGroups),this.defines=Object.assign({},t.defines),this.wireframe=t.wireframe,this.wireframeLinewidth=t.wireframeLinewidth,this.fog=t.fog,this.lights=t.lights,this.clipping=t.clipping,this.extensions=Object.assign({},t.extensions),this.glslVersion=t.glslVersion,this.defaultAttributeValues=Object.assign({},t.defaultAttributeValues),this.index0AttributeName=t.index0AttributeName,this.uniformsNeedUpdate=t.uniformsNeedUpdate,this}toJSON(t){let n=super.toJSON(t);n.glslVersion=this.glslVersion,n.uniforms={};for(let r in this.uniforms){let o=this.uniforms[r].value;o&&o.isTexture?n.uniforms[r]={type:"t",value:o.toJSON(t).uuid}:o&&o.isColor?n.uniforms[r]={type:"c",value:o.getHex()}:o&&o.isVector2?n.uniforms[r]={type:"v2",value:o.toArray()}:o&&o.isVector3?n.uniforms[r]={type:"v3",value:o.toArray()}:o&&o.isVector4?n.uniforms[r]={type:"v4",value:o.toArray()}:o&&o.isMatrix3?n.uniforms[r]={type:"m3",value:o.toArray()}:o&&o.isMatrix4?n.uniforms[r]={type:"m4",value:o.toArray()}:n.uniforms[r]={value:o}}Object.keys(this.defines).length>0&&(n.defines=this.defines),n.vertexShader=this.vertexShader,n.fragmentShader=this.fragmentShader,n.lights=this.lights,n.clipping=this.clipping;let i={};for(let r in this.extensions)this.extensions[r]===!0&&(i[r]=!0);return Object.keys(i).length>0&&(n.extensions=i),n}fromJSON(t,n){if(super.fromJSON(t,n),t.uniforms!==void 0)for(let i in t.uniforms){let r=t.uniforms[i];switch(this.uniforms[i]={},r.type){case"t":this.uniforms[i].value=n[r.value]||null;break;case"c":this.uniforms[i].value=new Kt().setHex(r.value);break;case"v2":this.uniforms[i].value=new ne().fromArray(r.value);break;case"v3":this.uniforms[i].value=new Z().fromArray(r.value);break;case"v4":this.uniforms[i].value=new ve().fromArray(r.value);break;case"m3":this.uniforms[i].value=new Ot().fromArray(r.value);break;case"m4":this.uniforms[i].value=new xe().fromArray(r.value);break;default:this.uniforms[i].value=r.value}}if(t.defines!==void 0&&(this.defines=t.defines),t.vertexShader!==void 0&&(this.vertexShader=t.vertexShader),t.fragmentShader!==void 0&&(this.fragmentShader=t.fragmentShader),t.glslVersion!==void 0&&(this.glslVersion=t.glslVersion),t.extensions!==void 0)for(let i in t.extensions)this.extensions[i]=t.extensions[i];return t.lights!==void 0&&(this.lights=t.lights),t.clipping!==void 0&&(this.clipping=t.clipping),this}},$f=class extends Xi{constructor(t){super(t),this.isRawShaderMaterial=!0,this.type="RawShaderMaterial"}};var Wc=class extends ts{constructor(t){super(),this.isMeshLambertMaterial=!0,this.type="MeshLambertMaterial",this.color=new Kt(16777215),this.map=null,this.lightMap=null,this.lightMapIntensity=1,this.aoMap=null,this.aoMapIntensity=1,this.emissive=new Kt(0),this.emissiveIntensity=1,this.emissiveMap=null,this.bumpMap=null,this.bumpScale=1,this.normalMap=null,this.normalMapType=Xh,this.normalScale=new ne(1,1),this.displacementMap=null,this.displacementScale=1,this.displacementBias=0,this.specularMap=null,this.alphaMap=null,this.envMap=null,this.envMapRotation=new wr,this.combine=oh,this.reflectivity=1,this.envMapIntensity=1,this.refractionRatio=.98,this.wireframe=!1,this.wireframeLinewidth=1,this.wireframeLinecap="round",this.wireframeLinejoin="round",this.flatShading=!1,this.fog=!0,this.setValues(t)}copy(t){return super.copy(t),this.color.copy(t.color),this.map=t.map,this.lightMap=t.lightMap,this.lightMapIntensity=t.lightMapIntensity,this.aoMap=t.aoMap,this.aoMapIntensity=t.aoMapIntensity,this.emissive.copy(t.emissive),this.emissiveMap=t.emissiveMap,this.emissiveIntensity=t.emissiveIntensity,this.bumpMap=t.bumpMap,this.bumpScale=t.bumpScale,this.normalMap=t.normalMap,this.normalMapType=t.normalMapType,this.normalScale.copy(t.normalScale),this.displacementMap=t.displacementMap,this.displacementScale=t.displacementScale,this.displacementBias=t.displacementBias,this.specularMap=t.specularMap,this.alphaMap=t.alphaMap,this.envMap=t.envMap,this.envMapRotation.copy(t.envMapRotation),this.combine=t.combine,this.reflectivity=t.reflectivity,this.envMapIntensity=t.envMapIntensity,this.refractionRatio=t.refractionRatio,this.wireframe=t.wireframe,this.wireframeLinewidth=t.wireframeLinewidth,this.wireframeLinecap=t.wireframeLinecap,this.wireframeLinejoin=t.wireframeLinejoin,this.flatShading=t.flatShading,this.fog=t.fog,this}},Xf=class extends ts{constructor(t){super(),this.isMeshDepthMaterial=!0,this.type="MeshDepthMaterial",this.depthPacking=LT,this.map=null,this.alphaMap=null,this.displacementMap=null,this.displacementScale=1,this.displacementBias=0,this.wireframe=!1,this.wireframeLinewidth=1,this.setValues(t)}copy(t){return super.copy(t),this.depthPacking=t.depthPacking,this.map=t.map,this.alphaMap=t.alphaMap,this.displacementMap=t.displacementMap,this.displacementScale=t.displacementScale,this.displacementBias=t.displacementBias,this.wireframe=t.wireframe,this.wireframeLinewidth=t.wireframeLinewidth,this}},qf=class extends ts{constructor(t){super(),this.isMeshDistanceMaterial=!0,this.type="MeshDistanceMaterial",this.map=null,this.alphaMap=null,this.displacementMap=null,this.displacementScale=1,this.displacementBias=0,this.setValues(t)}copy(t){return super.copy(t),this.map=t.map,this.alphaMap=t.alphaMap,this.displacementMap=t.displacementMap,this.displacementScale=t.displacementScale,this.displacementBias=t.displacementBias,this}};function sa(e,t){return!e||e.constructor===t?e:typeof t.BYTES_PER_ELEMENT=="number"?new t(e):Array.prototype.slice.call(e)}function Mf(e){return e!==void 0&&e.inTangents!==void 0&&e.outTangents!==void 0}var ns=class{constructor(t,n,i,r){this.parameterPositions=t,this._cachedIndex=0,this.resultBuffer=r!==void 0?r:new n.constructor(i),this.sampleValues=n,this.valueSize=i,this.settings=null,this.DefaultSettings_={}}evaluate(t){let n=this.parameterPositions,i=this._cachedIndex,r=n[i],s=n[i-1];t:{e:{let o;n:{i:if(!(t<r)){for(let a=i+2;;){if(r===void 0){if(t<s)break i;return i=n.length,this._cachedIndex=i,this.copySampleValue_(i-1)}if(i===a)break;if(s=r,r=n[++i],t<r)break e}o=n.length;break n}if(!(t>=s)){let a=n[1];t<a&&(i=2,s=a);for(let c=i-2;;){if(s===void 0)return this._cachedIndex=0,this.copySampleValue_(0);if(i===c)break;if(r=s,s=n[--i-1],t>=s)break e}o=i,i=0;break n}break t}for(;i<o;){let a=i+o>>>1;t<n[a]?o=a:i=a+1}if(r=n[i],s=n[i-1],s===void 0)return this._cachedIndex=0,this.copySampleValue_(0);if(r===void 0)return i=n.length,this._cachedIndex=i,this.copySampleValue_(i-1)}this._cachedIndex=i,this.intervalChanged_(i,s,r)}return this.interpolate_(i,s,t,r)}getSettings_(){return this.settings||this.DefaultSettings_}copySampleValue_(t){let n=this.resultBuffer,i=this.sampleValues,r=this.valueSize,s=t*r;for(let o=0;o!==r;++o)n[o]=i[s+o];return n}interpolate_(){throw new Error("THREE.Interpolant: Call to abstract method.")}intervalChanged_(){}},Yf=class extends ns{constructor(t,n,i,r){super(t,n,i,r),this._weightPrev=-0,this._offsetPrev=-0,this._weightNext=-0,this._offsetNext=-0,this.DefaultSettings_={endingStart:K0,endingEnd:K0}}intervalChanged_(t,n,i){let r=this.parameterPositions,s=t-2,o=t+1,a=r[s],c=r[o];if(a===void 0)switch(this.getSettings_().endingStart){case Q0:s=t,a=2*n-i;break;case j0:s=r.length-2,a=n+r[s]-r[s+1];break;default:s=t,a=i}if(c===void 0)switch(this.getSettings_().endingEnd){case Q0:o=t,c=2*i-n;break;case j0:o=1,c=i+r[1]-r[0];break;default:o=t-1,c=n}let l=(i-n)*.5,u=this.valueSize;this._weightPrev=l/(n-a),this._weightNext=l/(c-i),this._offsetPrev=s*u,this._offsetNext=o*u}interpolate_(t,n,i,r){let s=this.resultBuffer,o=this.sampleValues,a=this.valueSize,c=t*a,l=c-a,u=this._offsetPrev,h=this._offsetNext,f=this._weightPrev,d=this._weightNext,p=(i-n)/(r-n),y=p*p,m=y*p,g=-f*m+2*f*y-f*p,x=(1+f)*m+(-1.5-2*f)*y+(-.5+f)*p+1,S=(-1-d)*m+(1.5+d)*y+.5*p,v=d*m-d*y;for(let T=0;T!==a;++T)s[T]=g*o[u+T]+x*o[l+T]+S*o[c+T]+v*o[h+T];return s}},Zf=class extends ns{constructor(t,n,i,r){super(t,n,i,r)}interpolate_(t,n,i,r){let s=this.resultBuffer,o=this.sampleValues,a=this.valueSize,c=t*a,l=c-a,u=(i-n)/(r-n),h=1-u;for(let f=0;f!==a;++f)s[f]=o[l+f]*h+o[c+f]*u;return s}},Jf=class extends ns{constructor(t,n,i,r){super(t,n,i,r)}interpolate_(t){return this.copySampleValue_(t-1)}},Kf=class extends ns{interpolate_(t,n,i,r){let s=this.resultBuffer,o=this.sampleValues,a=this.valueSize,c=t*a,l=c-a,u=this.inTangents,h=this.outTangents;if(!u||!h){let p=(i-n)/(r-n),y=1-p;for(let m=0;m!==a;++m)s[m]=o[l+m]*y+o[c+m]*p;return s}let f=a*2,d=t-1;for(let p=0;p!==a;++p){let y=o[l+p],m=o[c+p],g=d*f+p*2,x=h[g],S=h[g+1],v=t*f+p*2,T=u[v],b=u[v+1],_=hN(i,n,x,T,r);s[p]=YT(_,y,S,b,m)}return s}};function YT(e,t,n,i,r){let s=1-e;return s*s*s*t+3*s*s*e*n+3*s*e*e*i+e*e*e*r}function fN(e,t,n,i,r){let s=1-e;return 3*s*s*(n-t)+6*s*e*(i-n)+3*e*e*(r-i)}function hN(e,t,n,i,r){let s=(e-t)/(r-t);for(let o=0;o<8;o++){let a=YT(s,t,n,i,r)-e;if(Math.abs(a)<1e-10)break;let c=fN(s,t,n,i,r);if(Math.abs(c)<1e-10)break;s=Math.max(0,Math.min(1,s-a/c))}return s}var Dn=class{constructor(t,n,i,r){if(t===void 0)throw new Error("THREE.KeyframeTrack: track name is undefined");if(n===void 0||n.length===0)throw new Error("THREE.KeyframeTrack: no keyframes in track named "+t);this.name=t,this.times=sa(n,this.TimeBufferType),this.values=sa(i,this.ValueBufferType),this.setInterpolation(r||this.DefaultInterpolation)}static toJSON(t){let n=t.constructor,i;if(n.toJSON!==this.toJSON)i=n.toJSON(t);else{i={name:t.name,times:sa(t.times,Array),values:sa(t.values,Array)};let r=t.getInterpolation();r!==t.DefaultInterpolation&&(i.interpolation=r),Mf(t.settings)&&(i.settings={inTangents:sa(t.settings.inTangents,Array),outTangents:sa(t.settings.outTangents,Array)})}return i.type=t.ValueTypeName,i}InterpolantFactoryMethodDiscrete(t){return new Jf(this.times,this.values,this.getValueSize(),t)}InterpolantFactoryMethodLinear(t){return new Zf(this.times,this.values,this.getValueSize(),t)}InterpolantFactoryMethodSmooth(t){return new Yf(this.times,this.values,this.getValueSize(),t)}InterpolantFactoryMethodBezier(t){let n=new Kf(this.times,this.values,this.getValueSize(),t);return this.settings&&(n.inTangents=this.settings.inTangents,n.outTangents=this.settings.outTangents),n}setInterpolation(t){let n;switch(t){case Pc:n=this.InterpolantFactoryMethodDiscrete;break;case Ff:n=this.InterpolantFactoryMethodLinear;break;case Tf:n=this.InterpolantFactoryMethodSmooth;break;case J0:n=this.InterpolantFactoryMethodBezier;break}if(n===void 0){let i="unsupported interpolation for "+this.ValueTypeName+" keyframe track named "+this.name;if(this.createInterpolant===void 0)if(t!==this.DefaultInterpolation)this.setInterpolation(this.DefaultInterpolation);else throw new Error(i);return Ut("KeyframeTrack:",i),this}return this.createInterpolant=n,this}getInterpolation(){switch(this.createInterpolant){case this.InterpolantFactoryMethodDiscrete:return Pc;case this.InterpolantFactoryMethodLinear:return Ff;case this.InterpolantFactoryMethodSmooth:return Tf;case this.InterpolantFactoryMethodBezier:return J0}}getValueSize(){return this.values.length/this.times.length}shift(t){if(t!==0){let n=this.times;for(let i=0,r=n.length;i!==r;++i)n[i]+=t;Mf(this.settings)&&(nT(this.settings.inTangents,t),nT(this.settings.outTangents,t))}return this}scale(t){if(t!==1){let n=this.times;for(let i=0,r=n.length;i!==r;++i)n[i]*=t;Mf(this.settings)&&(iT(this.settings.inTangents,t),iT(this.settings.outTangents,t))}return this}trim(t,n){let i=this.times,r=i.length,s=0,o=r-1;for(;s!==r&&i[s]<t;)++s;for(;o!==-1&&i[o]>n;)--o;if(++o,s!==0||o!==r){s>=o&&(o=Math.max(o,1),s=o-1);let a=this.getValueSize();this.times=i.slice(s,o),this.values=this.values.slice(s*a,o*a)}return this}validate(){let t=!0,n=this.getValueSize();n-Math.floor(n)!==0&&(Ft("KeyframeTrack: Invalid value size in track.",this),t=!1);let i=this.times,r=this.values,s=i.length;s===0&&(Ft("KeyframeTrack: Track is empty.",this),t=!1);let o=null;for(let a=0;a!==s;a++){let c=i[a];if(typeof c=="number"&&isNaN(c)){Ft("KeyframeTrack: Time is not a valid number.",this,a,c),t=!1;break}if(o!==null&&o>c){Ft("KeyframeTrack: Out of order keys.",this,a,c,o),t=!1;break}o=c}if(r!==void 0&&zL(r))for(let a=0,c=r.length;a!==c;++a){let l=r[a];if(isNaN(l)){Ft("KeyframeTrack: Value is not a valid number.",this,a,l),t=!1;break}}return t}optimize(){let t=this.times.slice(),n=this.values.slice(),i=this.getValueSize(),r=this.getInterpolation()===Tf,s=t.length-1,o=1;for(let a=1;a<s;++a){let c=!1,l=t[a],u=t[a+1];if(l!==u&&(a!==1||l!==t[0]))if(r)c=!0;else{let h=a*i,f=h-i,d=h+i;for(let p=0;p!==i;++p){let y=n[h+p];if(y!==n[f+p]||y!==n[d+p]){c=!0;break}}}if(c){if(a!==o){t[o]=t[a];let h=a*i,f=o*i;for(let d=0;d!==i;++d)n[f+d]=n[h+d]}++o}}if(s>0){t[o]=t[s];for(let a=s*i,c=o*i,l=0;l!==i;++l)n[c+l]=n[a+l];++o}return o!==t.length?(this.times=t.slice(0,o),this.values=n.slice(0,o*i)):(this.times=t,this.values=n),this}clone(){let t=this.times.slice(),n=this.values.slice(),i=this.constructor,r=new i(this.name,t,n);return r.createInterpolant=this.createInterpolant,Mf(this.settings)&&(r.settings={inTangents:this.settings.inTangents.slice(),outTangents:this.settings.outTangents.slice()}),r}};function nT(e,t){for(let n=0,i=e.length;n!==i;n+=2)e[n]+=t}function iT(e,t){for(let n=0,i=e.length;n!==i;n+=2)e[n]*=t}Dn.prototype.ValueTypeName="";Dn.prototype.TimeBufferType=Float32Array;Dn.prototype.ValueBufferType=Float32Array;Dn.prototype.DefaultInterpolation=Ff;var is=class extends Dn{constructor(t,n,i){super(t,n,i)}};is.prototype.ValueTypeName="bool";is.prototype.ValueBufferType=Array;is.prototype.DefaultInterpolation=Pc;is.prototype.InterpolantFactoryMethodLinear=void 0;is.prototype.InterpolantFactoryMethodSmooth=void 0;var Qf=class extends Dn{constructor(t,n,i,r){super(t,n,i,r)}};Qf.prototype.ValueTypeName="color";var jf=class extends Dn{constructor(t,n,i,r){super(t,n,i,r)}};jf.prototype.ValueTypeName="number";var th=class extends ns{constructor(t,n,i,r){super(t,n,i,r)}interpolate_(t,n,i,r){let s=this.resultBuffer,o=this.sampleValues,a=this.valueSize,c=(i-n)/(r-n),l=t*a;for(let u=l+a;l!==u;l+=4)Wi.slerpFlat(s,0,o,l-a,o,l,c);return s}},$c=class extends Dn{constructor(t,n,i,r){super(t,n,i,r)}InterpolantFactoryMethodLinear(t){return new th(this.times,this.values,this.getValueSize(),t)}};$c.prototype.ValueTypeName="quaternion";$c.prototype.InterpolantFactoryMethodSmooth=void 0;var rs=class extends Dn{constructor(t,n,i){super(t,n,i)}};rs.prototype.ValueTypeName="string";rs.prototype.ValueBufferType=Array;rs.prototype.DefaultInterpolation=Pc;rs.prototype.InterpolantFactoryMethodLinear=void 0;rs.prototype.InterpolantFactoryMethodSmooth=void 0;var eh=class extends Dn{constructor(t,n,i,r){super(t,n,i,r)}};eh.prototype.ValueTypeName="vector";var nh=class{constructor(t,n,i){let r=this,s=!1,o=0,a=0,c,l=[];this.onStart=void 0,this.onLoad=t,this.onProgress=n,this.onError=i,this._abortController=null,this.itemStart=function(u){a++,s===!1&&r.onStart!==void 0&&r.onStart(u,o,a),s=!0},this.itemEnd=function(u){o++,r.onProgress!==void 0&&r.onProgress(u,o,a),o===a&&(s=!1,r.onLoad!==void 0&&r.onLoad())},this.itemError=function(u){r.onError!==void 0&&r.onError(u)},this.resolveURL=function(u){return u=u.normalize("NFC"),c?c(u):u},this.setURLModifier=function(u){return c=u,this},this.addHandler=function(u,h){return l.push(u,h),this},this.removeHandler=function(u){let h=l.indexOf(u);return h!==-1&&l.splice(h,2),this},this.getHandler=function(u){for(let h=0,f=l.length;h<f;h+=2){let d=l[h],p=l[h+1];if(d.global&&(d.lastIndex=0),d.test(u))return p}return null},this.abort=function(){return this.abortController.abort(),this._abortController=null,this}}get abortController(){return this._abortController||(this._abortController=new AbortController),this._abortController}},ZT=new nh,ih=class{constructor(t){this.manager=t!==void 0?t:ZT,this.crossOrigin="anonymous",this.withCredentials=!1,this.path="",this.resourcePath="",this.requestHeader={},this.priority="auto",this.cache="default",typeof __THREE_DEVTOOLS__<"u"&&__THREE_DEVTOOLS__.dispatchEvent(new CustomEvent("observe",{detail:this}))}load(){}loadAsync(t,n){let i=this;return new Promise(function(r,s){i.load(t,r,n,s)})}parse(){}setCrossOrigin(t){return this.crossOrigin=t,this}setWithCredentials(t){return this.withCredentials=t,this}setPath(t){return this.path=t,this}setResourcePath(t){return this.resourcePath=t,this}setRequestHeader(t){return this.requestHeader=t,this}setPriority(t){return this.priority=t,this}setCache(t){return this.cache=t,this}abort(){return this}};ih.DEFAULT_MATERIAL_NAME="__DEFAULT";var Xc=class extends Ke{static registerNode(t){this.prototype._lightNode=t}constructor(t,n=1){super(),this.isLight=!0,this.type="Light",this.color=new Kt(t),this.intensity=n}copy(t,n){return super.copy(t,n),this.color.copy(t.color),this.intensity=t.intensity,this}toJSON(t){let n=super.toJSON(t);return n.object.color=this.color.getHex(),n.object.intensity=this.intensity,n}};var Z0=new xe,rT=new Z,sT=new Z,rh=class{constructor(t){this.camera=t,this.intensity=1,this.bias=0,this.biasNode=null,this.normalBias=0,this.radius=1,this.blurSamples=8,this.mapSize=new ne(512,512),this.mapType=Sn,this.map=null,this.mapPass=null,this.matrix=new xe,this.autoUpdate=!0,this.needsUpdate=!1,this._frustum=new es,this._frameExtents=new ne(1,1),this._viewportCount=1,this._viewports=[new ve(0,0,1,1)]}getViewportCount(){return this._viewportCount}getCamera(){return this.camera}getFrustum(){return this._frustum}updateMatrices(t){let n=this.camera;rT.setFromMatrixPosition(t.matrixWorld),n.position.copy(rT),sT.setFromMatrixPosition(t.target.matrixWorld),n.lookAt(sT),n.updateMatrixWorld(),this._updateMatrix(n,this.matrix,this._frustum)}_updateMatrix(t,n,i,r){Z0.multiplyMatrices(t.projectionMatrix,t.matrixWorldInverse),i.setFromProjectionMatrix(Z0,t.coordinateSystem,t.reversedDepth);let s=this._frameExtents,o=r?r.z/s.x:1,a=r?r.w/s.y:1,c=r?r.x/s.x:0,l=r?r.y/s.y:0;t.coordinateSystem===ua||t.reversedDepth?n.set(.5*o,0,0,.5*o+c,0,.5*a,0,.5*a+l,0,0,1,0,0,0,0,1):n.set(.5*o,0,0,.5*o+c,0,.5*a,0,.5*a+l,0,0,.5,.5,0,0,0,1),n.multiply(Z0)}getViewport(t){return this._viewports[t]}getFrameExtents(){return this._frameExtents}dispose(){this.map&&this.map.dispose(),this.mapPass&&this.mapPass.dispose()}copy(t){return this.camera=t.camera.clone(),this.intensity=t.intensity,this.bias=t.bias,this.radius=t.radius,this.autoUpdate=t.autoUpdate,this.needsUpdate=t.needsUpdate,this.normalBias=t.normalBias,this.blurSamples=t.blurSamples,this.mapSize.copy(t.mapSize),this.mapType=t.mapType,this.biasNode=t.biasNode,this}clone(){return new this.constructor().copy(this)}toJSON(){let t={};return t.intensity=this.intensity,t.bias=this.bias,t.normalBias=this.normalBias,t.radius=this.radius,t.blurSamples=this.blurSamples,t.mapSize=this.mapSize.toArray(),t.mapType=this.mapType,t.camera=this.camera.toJSON(!1).object,delete t.camera.matrix,t}},Sf=new Z,wf=new Wi,Gi=new Z,qc=class extends Ke{constructor(){super(),this.isCamera=!0,this.type="Camera",this.matrixWorldInverse=new xe,this.projectionMatrix=new xe,this.projectionMatrixInverse=new xe,this.coordinateSystem=ei,this._reversedDepth=!1}get reversedDepth(){return this._reversedDepth}copy(t,n){return super.copy(t,n),this.matrixWorldInverse.copy(t.matrixWorldInverse),this.projectionMatrix.copy(t.projectionMatrix),this.projectionMatrixInverse.copy(t.projectionMatrixInverse),this.coordinateSystem=t.coordinateSystem,this}getWorldDirection(t){return super.getWorldDirection(t).negate()}updateMatrixWorld(t){super.updateMatrixWorld(t),this.matrixWorld.decompose(Sf,wf,Gi),Gi.x===1&&Gi.y===1&&Gi.z===1?this.matrixWorldInverse.copy(this.matrixWorld).invert():this.matrixWorldInverse.compose(Sf,wf,Gi.set(1,1,1)).invert()}updateWorldMatrix(t,n,i=!1){super.updateWorldMatrix(t,n,i),this.matrixWorld.decompose(Sf,wf,Gi),Gi.x===1&&Gi.y===1&&Gi.z===1?this.matrixWorldInverse.copy(this.matrixWorld).invert():this.matrixWorldInverse.compose(Sf,wf,Gi.set(1,1,1)).invert()}clone(){return new this.constructor().copy(this)}},Kr=new Z,oT=new ne,aT=new ne,Ln=class extends qc{constructor(t=50,n=1,i=.1,r=2e3){super(),this.isPerspectiveCamera=!0,this.type="PerspectiveCamera",this.fov=t,this.zoom=1,this.near=i,this.far=r,this.focus=10,this.aspect=n,this.view=null,this.filmGauge=35,this.filmOffset=0,this.updateProjectionMatrix()}copy(t,n){return super.copy(t,n),this.fov=t.fov,this.zoom=t.zoom,this.near=t.near,this.far=t.far,this.focus=t.focus,this.aspect=t.aspect,this.view=t.view===null?null:Object.assign({},t.view),this.filmGauge=t.filmGauge,this.filmOffset=t.filmOffset,this}setFocalLength(t){let n=.5*this.getFilmHeight()/t;this.fov=Of*2*Math.atan(n),this.updateProjectionMatrix()}getFocalLength(){let t=Math.tan(C0*.5*this.fov);return .5*this.getFilmHeight()/t}getEffectiveFOV(){return Of*2*Math.atan(Math.tan(C0*.5*this.fov)/this.zoom)}getFilmWidth(){return this.filmGauge*Math.min(this.aspect,1)}getFilmHeight(){return this.filmGauge/Math.max(this.aspect,1)}getViewBounds(t,n,i){Kr.set(-1,-1,.5).applyMatrix4(this.projectionMatrixInverse),n.set(Kr.x,Kr.y).multiplyScalar(-t/Kr.z),Kr.set(1,1,.5).applyMatrix4(this.projectionMatrixInverse),i.set(Kr.x,Kr.y).multiplyScalar(-t/Kr.z)}getViewSize(t,n){return this.getViewBounds(t,oT,aT),n.subVectors(aT,oT)}setViewOffset(t,n,i,r,s,o){this.aspect=t/n,this.view===null&&(this.view={enabled:!0,fullWidth:1,fullHeight:1,offsetX:0,offsetY:0,width:1,height:1}),this.view.enabled=!0,this.view.fullWidth=t,this.view.fullHeight=n,this.view.offsetX=i,this.view.offsetY=r,this.view.width=s,this.view.height=o,this.updateProjectionMatrix()}clearViewOffset(){this.view!==null&&(this.view.enabled=!1),this.updateProjectionMatrix()}updateProjectionMatrix(){let t=this.near,n=t*Math.tan(C0*.5*this.fov)/this.zoom,i=2*n,r=this.aspect*i,s=-.5*r,o=this.view;if(this.view!==null&&this.view.enabled){let c=o.fullWidth,l=o.fullHeight;s+=o.offsetX*r/c,n-=o.offsetY*i/l,r*=o.width/c,i*=o.height/l}let a=this.filmOffset;a!==0&&(s+=t*a/this.getFilmWidth()),this.projectionMatrix.makePerspective(s,s+r,n,n-i,t,this.far,this.coordinateSystem,this.reversedDepth),this.projectionMatrixInverse.copy(this.projectionMatrix).invert()}toJSON(t){let n=super.toJSON(t);return n.object.fov=this.fov,n.object.zoom=this.zoom,n.object.near=this.near,n.object.far=this.far,n.object.focus=this.focus,n.object.aspect=this.aspect,this.view!==null&&(n.object.view=Object.assign({},this.view)),n.object.filmGauge=this.filmGauge,n.object.filmOffset=this.filmOffset,n}};var Xs=class extends qc{constructor(t=-1,n=1,i=1,r=-1,s=.1,o=2e3){super(),this.isOrthographicCamera=!0,this.type="OrthographicCamera",this.zoom=1,this.view=null,this.left=t,this.right=n,this.top=i,this.bottom=r,this.near=s,this.far=o,this.updateProjectionMatrix()}copy(t,n){return super.copy(t,n),this.left=t.left,this.right=t.right,this.top=t.top,this.bottom=t.bottom,this.near=t.near,this.far=t.far,this.zoom=t.zoom,this.view=t.view===null?null:Object.assign({},t.view),this}setViewOffset(t,n,i,r,s,o){this.view===null&&(this.view={enabled:!0,fullWidth:1,fullHeight:1,offsetX:0,offsetY:0,width:1,height:1}),this.view.enabled=!0,this.view.fullWidth=t,this.view.fullHeight=n,this.view.offsetX=i,this.view.offsetY=r,this.view.width=s,this.view.height=o,this.updateProjectionMatrix()}clearViewOffset(){this.view!==null&&(this.view.enabled=!1),this.updateProjectionMatrix()}updateProjectionMatrix(){let t=(this.right-this.left)/(2*this.zoom),n=(this.top-this.bottom)/(2*this.zoom),i=(this.right+this.left)/2,r=(this.top+this.bottom)/2,s=i-t,o=i+t,a=r+n,c=r-n;if(this.view!==null&&this.view.enabled){let l=(this.right-this.left)/this.view.fullWidth/this.zoom,u=(this.top-this.bottom)/this.view.fullHeight/this.zoom;s+=l*this.view.offsetX,o=s+l*this.view.width,a-=u*this.view.offsetY,c=a-u*this.view.height}this.projectionMatrix.makeOrthographic(s,o,a,c,this.near,this.far,this.coordinateSystem,this.reversedDepth),this.projectionMatrixInverse.copy(this.projectionMatrix).invert()}toJSON(t){let n=super.toJSON(t);return n.object.zoom=this.zoom,n.object.left=this.left,n.object.right=this.right,n.object.top=this.top,n.object.bottom=this.bottom,n.object.near=this.near,n.object.far=this.far,this.view!==null&&(n.object.view=Object.assign({},this.view)),n}},t_=class extends rh{constructor(){super(new Xs(-5,5,5,-5,.5,500)),this.isDirectionalLightShadow=!0}},Yc=class extends Xc{constructor(t,n){super(t,n),this.isDirectionalLight=!0,this.type="DirectionalLight",this.position.copy(Ke.DEFAULT_UP),this.updateMatrix(),this.target=new Ke,this.shadow=new t_}dispose(){super.dispose(),this.shadow.dispose()}copy(t){return super.copy(t),this.target=t.target.clone(),this.shadow=t.shadow.clone(),this}toJSON(t){let n=super.toJSON(t);return n.object.shadow=this.shadow.toJSON(),n.object.target=this.target.uuid,n}},Zc=class extends Xc{constructor(t,n){super(t,n),this.isAmbientLight=!0,this.type="AmbientLight"}};var oa=-90,aa=1,ga=class extends Ke{constructor(t,n,i){super(),this.type="CubeCamera",this.renderTarget=i,this.coordinateSystem=null,this.activeMipmapLevel=0;let r=new Ln(oa,aa,t,n);r.layers=this.layers,this.add(r);let s=new Ln(oa,aa,t,n);s.layers=this.layers,this.add(s);let o=new Ln(oa,aa,t,n);o.layers=this.layers,this.add(o);let a=new Ln(oa,aa,t,n);a.layers=this.layers,this.add(a);let c=new Ln(oa,aa,t,n);c.layers=this.layers,this.add(c);let l=new Ln(oa,aa,t,n);l.layers=this.layers,this.add(l)}updateCoordinateSystem(){let t=this.coordinateSystem,n=this.children.concat(),[i,r,s,o,a,c]=n;for(let l of n)this.remove(l);if(t===ei)i.up.set(0,1,0),i.lookAt(1,0,0),r.up.set(0,1,0),r.lookAt(-1,0,0),s.up.set(0,0,-1),s.lookAt(0,1,0),o.up.set(0,0,1),o.lookAt(0,-1,0),a.up.set(0,1,0),a.lookAt(0,0,1),c.up.set(0,1,0),c.lookAt(0,0,-1);else if(t===ua)i.up.set(0,-1,0),i.lookAt(-1,0,0),r.up.set(0,-1,0),r.lookAt(1,0,0),s.up.set(0,0,1),s.lookAt(0,1,0),o.up.set(0,0,-1),o.lookAt(0,-1,0),a.up.set(0,-1,0),a.lookAt(0,0,1),c.up.set(0,-1,0),c.lookAt(0,0,-1);else throw new Error("THREE.CubeCamera.updateCoordinateSystem(): Invalid coordinate system: "+t);for(let l of n)this.add(l),l.updateMatrixWorld()}update(t,n){this.parent===null&&this.updateMatrixWorld();let{renderTarget:i,activeMipmapLevel:r}=this;this.coordinateSystem!==t.coordinateSystem&&(this.coordinateSystem=t.coordinateSystem,this.updateCoordinateSystem());let[s,o,a,c,l,u]=this.children,h=t.getRenderTarget(),f=t.getActiveCubeFace(),d=t.getActiveMipmapLevel(),p=t.xr.enabled;t.xr.enabled=!1;let y=i.texture.mipmapsAutoUpdate;i.texture.mipmapsAutoUpdate=!1;let m=!1;t.isWebGLRenderer===!0?m=t.state.buffers.depth.getReversed():m=t.reversedDepthBuffer,t.setRenderTarget(i,0,r),m&&t.autoClear===!1&&t.clearDepth(),t.render(n,s),t.setRenderTarget(i,1,r),m&&t.autoClear===!1&&t.clearDepth(),t.render(n,o),t.setRenderTarget(i,2,r),m&&t.autoClear===!1&&t.clearDepth(),t.render(n,a),t.setRenderTarget(i,3,r),m&&t.autoClear===!1&&t.clearDepth(),t.render(n,c),t.setRenderTarget(i,4,r),m&&t.autoClear===!1&&t.clearDepth(),t.render(n,l),i.texture.mipmapsAutoUpdate=y,t.setRenderTarget(i,5,r),m&&t.autoClear===!1&&t.clearDepth(),t.render(n,u),t.setRenderTarget(h,f,d),t.xr.enabled=p,i.texture.needsPMREMUpdate=!0}},sh=class extends Ln{constructor(t=[]){super(),this.isArrayCamera=!0,this.isMultiViewCamera=!1,this.cameras=t,this.perCameraFrustumCulled=!1}};var P_="\\[\\]\\.:\\/",dN=new RegExp("["+P_+"]","g"),L_="[^"+P_+"]",pN="[^"+P_.replace("\\.","")+"]",mN=/((?:WC+[\/:])*)/.source.replace("WC",L_),gN=/(WCOD+)?/.source.replace("WCOD",pN),_N=/(?:\.(WC+)(?:\[(.+)\])?)?/.source.replace("WC",L_),yN=/\.(WC+)(?:\[(.+)\])?/.source.replace("WC",L_),xN=new RegExp("^"+mN+gN+_N+yN+"$"),vN=["material","materials","bones","map"],e_=class{constructor(t,n,i){let r=i||ge.parseTrackName(n);this._targetGroup=t,this._bindings=t.subscribe_(n,r)}getValue(t,n){this.bind();let i=this._targetGroup.nCachedObjects_,r=this._bindings[i];r!==void 0&&r.getValue(t,n)}setValue(t,n){let i=this._bindings;for(let r=this._targetGroup.nCachedObjects_,s=i.length;r!==s;++r)i[r].setValue(t,n)}bind(){let t=this._bindings;for(let n=this._targetGroup.nCachedObjects_,i=t.length;n!==i;++n)t[n].bind()}unbind(){let t=this._bindings;for(let n=this._targetGroup.nCachedObjects_,i=t.length;n!==i;++n)t[n].unbind()}},ge=class e{constructor(t,n,i){this.path=n,this.parsedPath=i||e.parseTrackName(n),this.node=e.findNode(t,this.parsedPath.nodeName),this.rootNode=t,this.getValue=this._getValue_unbound,this.setValue=this._setValue_unbound}static create(t,n,i){return t&&t.isAnimationObjectGroup?new e.Composite(t,n,i):new e(t,n,i)}static sanitizeNodeName(t){return t.replace(/\s/g,"_").replace(dN,"")}static parseTrackName(t){let n=xN.exec(t);if(n===null)throw new Error("THREE.PropertyBinding: Cannot parse trackName: "+t);let i={nodeName:n[2],objectName:n[3],objectIndex:n[4],propertyName:n[5],propertyIndex:n[6]},r=i.nodeName&&i.nodeName.lastIndexOf(".");if(r!==void 0&&r!==-1){let s=i.nodeName.substring(r+1);vN.indexOf(s)!==-1&&(i.nodeName=i.nodeName.substring(0,r),i.objectName=s)}if(i.propertyName===null||i.propertyName.length===0)throw new Error("THREE.PropertyBinding: can not parse propertyName from trackName: "+t);return i}static findNode(t,n){if(n===void 0||n===""||n==="."||n===-1||n===t.name||n===t.uuid)return t;if(t.skeleton){let i=t.skeleton.getBoneByName(n);if(i!==void 0)return i}if(t.children){let i=function(s){for(let o=0;o<s.length;o++){let a=s[o];if(a.name===n||a.uuid===n)return a;let c=i(a.children);if(c)return c}return null},r=i(t.children);if(r)return r}return null}_getValue_unavailable(){}_setValue_unavailable(){}_getValue_direct(t,n){t[n]=this.targetObject[this.propertyName]}_getValue_array(t,n){let i=this.resolvedProperty;for(let r=0,s=i.length;r!==s;++r)t[n++]=i[r]}_getValue_arrayElement(t,n){t[n]=this.resolvedProperty[this.propertyIndex]}_getValue_toArray(t,n){this.resolvedProperty.toArray(t,n)}_setValue_direct(t,n){this.targetObject[this.propertyName]=t[n]}_setValue_direct_setNeedsUpdate(t,n){this.targetObject[this.propertyName]=t[n],this.targetObject.needsUpdate=!0}_setValue_direct_setMatrixWorldNeedsUpdate(t,n){this.targetObject[this.propertyName]=t[n],this.targetObject.matrixWorldNeedsUpdate=!0}_setValue_array(t,n){let i=this.resolvedProperty;for(let r=0,s=i.length;r!==s;++r)i[r]=t[n++]}_setValue_array_setNeedsUpdate(t,n){let i=this.resolvedProperty;for(let r=0,s=i.length;r!==s;++r)i[r]=t[n++];this.targetObject.needsUpdate=!0}_setValue_array_setMatrixWorldNeedsUpdate(t,n){let i=this.resolvedProperty;for(let r=0,s=i.length;r!==s;++r)i[r]=t[n++];this.targetObject.matrixWorldNeedsUpdate=!0}_setValue_arrayElement(t,n){this.resolvedProperty[this.propertyIndex]=t[n]}_setValue_arrayElement_setNeedsUpdate(t,n){this.resolvedProperty[this.propertyIndex]=t[n],this.targetObject.needsUpdate=!0}_setValue_arrayElement_setMatrixWorldNeedsUpdate(t,n){this.resolvedProperty[this.propertyIndex]=t[n],this.targetObject.matrixWorldNeedsUpdate=!0}_setValue_fromArray(t,n){this.resolvedProperty.fromArray(t,n)}_setValue_fromArray_setNeedsUpdate(t,n){this.resolvedProperty.fromArray(t,n),this.targetObject.needsUpdate=!0}_setValue_fromArray_setMatrixWorldNeedsUpdate(t,n){this.resolvedProperty.fromArray(t,n),this.targetObject.matrixWorldNeedsUpdate=!0}_getValue_unbound(t,n){this.bind(),this.getValue(t,n)}_setValue_unbound(t,n){this.bind(),this.setValue(t,n)}bind(){let t=this.node,n=this.parsedPath,i=n.objectName,r=n.propertyName,s=n.propertyIndex;if(t||(t=e.findNode(this.rootNode,n.nodeName),this.node=t),this.getValue=this._getValue_unavailable,this.setValue=this._setValue_unavailable,!t){Ut("PropertyBinding: No target node found for track: "+this.path+".");return}if(i){let l=n.objectIndex;switch(i){case"materials":if(!t.material){Ft("PropertyBinding: Can not bind to material as node does not have a material.",this);return}if(!t.material.materials){Ft("PropertyBinding: Can not bind to material.materials as node.material does not have a materials array.",this);return}t=t.material.materials;break;case"bones":if(!t.skeleton){Ft("PropertyBinding: Can not bind to bones as node does not have a skeleton.",this);return}t=t.skeleton.bones;for(let u=0;u<t.length;u++)if(t[u].name===l){l=u;break}break;case"map":if("map"in t){t=t.map;break}if(!t.material){Ft("PropertyBinding: Can not bind to material as node does not have a material.",this);return}if(!t.material.map){Ft("PropertyBinding: Can not bind to material.map as node.material does not have a map.",this);return}t=t.material.map;break;default:if(t[i]===void 0){Ft("PropertyBinding: Can not bind to objectName of node undefined.",this);return}t=t[i]}if(l!==void 0){if(t[l]===void 0){Ft("PropertyBinding: Trying to bind to objectIndex of objectName, but is undefined.",this,t);return}t=t[l]}}let o=t[r];if(o===void 0){let l=n.nodeName;Ft("PropertyBinding: Trying to update property for track: "+l+"."+r+" but it wasn't found.",t);return}let a=this.Versioning.None;this.targetObject=t,t.isMaterial===!0?a=this.Versioning.NeedsUpdate:t.isObject3D===!0&&(a=this.Versioning.MatrixWorldNeedsUpdate);let c=this.BindingType.Direct;if(s!==void 0){if(r==="morphTargetInfluences"){if(!t.geometry){Ft("PropertyBinding: Can not bind to morphTargetInfluences because node does not have a geometry.",this);return}if(!t.geometry.morphAttributes){Ft("PropertyBinding: Can not bind to morphTargetInfluences because node does not have a geometry.morphAttributes.",this);return}t.morphTargetDictionary[s]!==void 0&&(s=t.morphTargetDictionary[s])}c=this.BindingType.ArrayElement,this.resolvedProperty=o,this.propertyIndex=s}else o.fromArray!==void 0&&o.toArray!==void 0?(c=this.BindingType.HasFromToArray,this.resolvedProperty=o):Array.isArray(o)?(c=this.BindingType.EntireArray,this.resolvedProperty=o):this.propertyName=r;this.getValue=this.GetterByBindingType[c],this.setValue=this.SetterByBindingTypeAndVersioning[c][a]}unbind(){this.node=null,this.getValue=this._getValue_unbound,this.setValue=this._setValue_unbound}};ge.Composite=e_;ge.prototype.BindingType={Direct:0,EntireArray:1,ArrayElement:2,HasFromToArray:3};ge.prototype.Versioning={None:0,NeedsUpdate:1,MatrixWorldNeedsUpdate:2};ge.prototype.GetterByBindingType=[ge.prototype._getValue_direct,ge.prototype._getValue_array,ge.prototype._getValue_arrayElement,ge.prototype._getValue_toArray];ge.prototype.SetterByBindingTypeAndVersioning=[[ge.prototype._setValue_direct,ge.prototype._setValue_direct_setNeedsUpdate,ge.prototype._setValue_direct_setMatrixWorldNeedsUpdate],[ge.prototype._setValue_array,ge.prototype._setValue_array_setNeedsUpdate,ge.prototype._setValue_array_setMatrixWorldNeedsUpdate],[ge.prototype._setValue_arrayElement,ge.prototype._setValue_arrayElement_setNeedsUpdate,ge.prototype._setValue_arrayElement_setMatrixWorldNeedsUpdate],[ge.prototype._setValue_fromArray,ge.prototype._setValue_fromArray_setNeedsUpdate,ge.prototype._setValue_fromArray_setMatrixWorldNeedsUpdate]];var Kz=new Float32Array(1);var n_=class{static{this.prototype.isMatrix2=!0}constructor(t,n,i,r){this.elements=[1,0,0,1],t!==void 0&&this.set(t,n,i,r)}identity(){return this.set(1,0,0,1),this}fromArray(t,n=0){for(let i=0;i<4;i++)this.elements[i]=t[i+n];return this}set(t,n,i,r){let s=this.elements;return s[0]=t,s[2]=n,s[1]=i,s[3]=r,this}};function N_(e,t,n,i){let r=bN(i);switch(n){case b_:return e*t;case S_:return e*t/r.components*r.byteLength;case dh:return e*t/r.components*r.byteLength;case os:return e*t*2/r.components*r.byteLength;case ph:return e*t*2/r.components*r.byteLength;case M_:return e*t*3/r.components*r.byteLength;case yi:return e*t*4/r.components*r.byteLength;case mh:return e*t*4/r.components*r.byteLength;case Qc:case jc:return Math.floor((e+3)/4)*Math.floor((t+3)/4)*8;case tl:case el:return Math.floor((e+3)/4)*Math.floor((t+3)/4)*16;case _h:case xh:return Math.max(e,16)*Math.max(t,8)/4;case gh:case yh:return Math.max(e,8)*Math.max(t,8)/2;case vh:case bh:case Sh:case wh:return Math.floor((e+3)/4)*Math.floor((t+3)/4)*8;case Mh:case nl:case Th:return Math.floor((e+3)/4)*Math.floor((t+3)/4)*16;case Ah:return Math.floor((e+3)/4)*Math.floor((t+3)/4)*16;case Eh:return Math.floor((e+4)/5)*Math.floor((t+3)/4)*16;case Ch:return Math.floor((e+4)/5)*Math.floor((t+4)/5)*16;case Rh:return Math.floor((e+5)/6)*Math.floor((t+4)/5)*16;case Ih:return Math.floor((e+5)/6)*Math.floor((t+5)/6)*16;case Ph:return Math.floor((e+7)/8)*Math.floor((t+4)/5)*16;case Lh:return Math.floor((e+7)/8)*Math.floor((t+5)/6)*16;case Nh:return Math.floor((e+7)/8)*Math.floor((t+7)/8)*16;case Dh:return Math.floor((e+9)/10)*Math.floor((t+4)/5)*16;case Uh:return Math.floor((e+9)/10)*Math.floor((t+5)/6)*16;case Fh:return Math.floor((e+9)/10)*Math.floor((t+7)/8)*16;case Oh:return Math.floor((e+9)/10)*Math.floor((t+9)/10)*16;case Bh:return Math.floor((e+11)/12)*Math.floor((t+9)/10)*16;case kh:return Math.floor((e+11)/12)*Math.floor((t+11)/12)*16;case zh:case Gh:case Vh:return Math.ceil(e/4)*Math.ceil(t/4)*16;case Hh:case Wh:return Math.ceil(e/4)*Math.ceil(t/4)*8;case il:case $h:return Math.ceil(e/4)*Math.ceil(t/4)*16}throw new Error(`Unable to determine texture byte length for ${n} format.`)}function bN(e){switch(e){case Sn:case __:return{byteLength:1,components:1};case va:case y_:case _i:return{byteLength:2,components:1};case fh:case hh:return{byteLength:2,components:4};case mi:case uh:case gi:return{byteLength:4,components:1};case x_:case v_:return{byteLength:4,components:3}}throw new Error(`THREE.TextureUtils: Unknown texture type ${e}.`)}typeof __THREE_DEVTOOLS__<"u"&&__THREE_DEVTOOLS__.dispatchEvent(new CustomEvent("register",{detail:{revision:"187"}}));typeof window<"u"&&(window.__THREE__?Ut("WARNING: Multiple instances of Three.js being imported."):window.__THREE__="187");function _A(){let e=null,t=!1,n=null,i=null;function r(s,o){i=e.requestAnimationFrame(r),n(s,o)}return{start:function(){t!==!0&&n!==null&&e!==null&&(i=e.requestAnimationFrame(r),t=!0)},stop:function(){e!==null&&e.cancelAnimationFrame(i),t=!1},setAnimationLoop:function(s){n=s},setContext:function(s){e=s}}}function SN(e){let t=new WeakMap;function n(a,c){let l=a.array,u=a.usage,h=l.byteLength,f=e.createBuffer();e.bindBuffer(c,f),e.bufferData(c,l,u),a.onUploadCallback();let d;if(l instanceof Float32Array)d=e.FLOAT;else if(typeof Float16Array<"u"&&l instanceof Float16Array)d=e.HALF_FLOAT;else if(l instanceof Uint16Array)a.isFloat16BufferAttribute?d=e.HALF_FLOAT:d=e.UNSIGNED_SHORT;else if(l instanceof Int16Array)d=e.SHORT;else if(l instanceof Uint32Array)d=e.UNSIGNED_INT;else if(l instanceof Int32Array)d=e.INT;else if(l instanceof Int8Array)d=e.BYTE;else if(l instanceof Uint8Array)d=e.UNSIGNED_BYTE;else if(l instanceof Uint8ClampedArray)d=e.UNSIGNED_BYTE;else throw new Error("THREE.WebGLAttributes: Unsupported buffer data format: "+l);return{buffer:f,type:d,bytesPerElement:l.BYTES_PER_ELEMENT,version:a.version,size:h}}function i(a,c,l){let u=c.array,h=c.updateRanges;if(e.bindBuffer(l,a),h.length===0)e.bufferSubData(l,0,u);else{h.sort((d,p)=>d.start-p.start);let f=0;for(let d=1;d<h.length;d++){let p=h[f],y=h[d];y.start<=p.start+p.count+1?p.count=Math.max(p.count,y.start+y.count-p.start):(++f,h[f]=y)}h.length=f+1;for(let d=0,p=h.length;d<p;d++){let y=h[d];e.bufferSubData(l,y.start*u.BYTES_PER_ELEMENT,u,y.start,y.count)}c.clearUpdateRanges()}c.onUploadCallback()}function r(a){return a.isInterleavedBufferAttribute&&(a=a.data),t.get(a)}function s(a){a.isInterleavedBufferAttribute&&(a=a.data);let c=t.get(a);c&&(e.deleteBuffer(c.buffer),t.delete(a))}function o(a,c){if(a.isInterleavedBufferAttribute&&(a=a.data),a.isGLBufferAttribute){let u=t.get(a);(!u||u.version<a.version)&&t.set(a,{buffer:a.buffer,type:a.type,bytesPerElement:a.elementSize,version:a.version});return}let l=t.get(a);if(l===void 0)t.set(a,n(a,c));else if(l.version<a.version){if(l.size!==a.array.byteLength)throw new Error("THREE.WebGLAttributes: The size of the buffer attribute's array buffer does not match the original size. Resizing buffer attributes is not supported.");i(l.buffer,a,c),l.version=a.version}}return{get:r,remove:s,update:o}}var wN=`#ifdef USE_ALPHAHASH
	if ( diffuseColor.a < getAlphaHashThreshold( vPosition ) ) discard;
#endif`,TN=`#ifdef USE_ALPHAHASH
	const float ALPHA_HASH_SCALE = 0.05;
	float hash2D( vec2 value ) {
		return fract( 1.0e4 * sin( 17.0 * value.x + 0.1 * value.y ) * ( 0.1 + abs( sin( 13.0 * value.y + value.x ) ) ) );
	}
	float hash3D( vec3 value ) {
		return hash2D( vec2( hash2D( value.xy ), value.z ) );
	}
	float getAlphaHashThreshold( vec3 position ) {
		float maxDeriv = max(
			length( dFdx( position.xyz ) ),
			length( dFdy( position.xyz ) )
		);
		float pixScale = 1.0 / ( ALPHA_HASH_SCALE * maxDeriv );
		vec2 pixScales = vec2(
			exp2( floor( log2( pixScale ) ) ),
			exp2( ceil( log2( pixScale ) ) )
		);
		vec2 alpha = vec2(
			hash3D( floor( pixScales.x * position.xyz ) ),
			hash3D( floor( pixScales.y * position.xyz ) )
		);
		float lerpFactor = fract( log2( pixScale ) );
		float x = ( 1.0 - lerpFactor ) * alpha.x + lerpFactor * alpha.y;
		float a = min( lerpFactor, 1.0 - lerpFactor );
		vec3 cases = vec3(
			x * x / ( 2.0 * a * ( 1.0 - a ) ),
			( x - 0.5 * a ) / ( 1.0 - a ),
			1.0 - ( ( 1.0 - x ) * ( 1.0 - x ) / ( 2.0 * a * ( 1.0 - a ) ) )
		);
		float threshold = ( x < ( 1.0 - a ) )
			? ( ( x < a ) ? cases.x : cases.y )
			: cases.z;
		return clamp( threshold , 1.0e-6, 1.0 );
	}
#endif`,AN=`#ifdef USE_ALPHAMAP
	diffuseColor.a *= texture2D( alphaMap, vAlphaMapUv ).g;
#endif`,EN=`#ifdef USE_ALPHAMAP
	uniform sampler2D alphaMap;
#endif`,CN=`#ifdef USE_ALPHATEST
	#ifdef ALPHA_TO_COVERAGE
	diffuseColor.a = smoothstep( alphaTest, alphaTest + fwidth( diffuseColor.a ), diffuseColor.a );
	if ( diffuseColor.a == 0.0 ) discard;
	#else
	if ( diffuseColor.a < alphaTest ) discard;
	#endif
#endif`,RN=`#ifdef USE_ALPHATEST
	uniform float alphaTest;
#endif`,IN=`#ifdef USE_AOMAP
	float ambientOcclusion = ( texture2D( aoMap, vAoMapUv ).r - 1.0 ) * aoMapIntensity + 1.0;
	reflectedLight.indirectDiffuse *= ambientOcclusion;
	#if defined( USE_CLEARCOAT ) 
		clearcoatSpecularIndirect *= ambientOcclusion;
	#endif
	#if defined( USE_SHEEN ) 
		sheenSpecularIndirect *= ambientOcclusion;
	#endif
	#if defined( USE_ENVMAP ) && defined( STANDARD )
		float dotNV = saturate( dot( geometryNormal, geometryViewDir ) );
		reflectedLight.indirectSpecular *= computeSpecularOcclusion( dotNV, ambientOcclusion, material.roughness );
	#endif
#endif`,PN=`#ifdef USE_AOMAP
	uniform sampler2D aoMap;
	uniform float aoMapIntensity;
#endif`,LN=`#ifdef USE_BATCHING
	#if ! defined( GL_ANGLE_multi_draw )
	#define gl_DrawID _gl_DrawID
	uniform int _gl_DrawID;
	#endif
	uniform highp sampler2D batchingTexture;
	uniform highp usampler2D batchingIdTexture;
	mat4 getBatchingMatrix( const in float i ) {
		int size = textureSize( batchingTexture, 0 ).x;
		int j = int( i ) * 4;
		int x = j % size;
		int y = j / size;
		vec4 v1 = texelFetch( batchingTexture, ivec2( x, y ), 0 );
		vec4 v2 = texelFetch( batchingTexture, ivec2( x + 1, y ), 0 );
		vec4 v3 = texelFetch( batchingTexture, ivec2( x + 2, y ), 0 );
		vec4 v4 = texelFetch( batchingTexture, ivec2( x + 3, y ), 0 );
		return mat4( v1, v2, v3, v4 );
	}
	float getIndirectIndex( const in int i ) {
		int size = textureSize( batchingIdTexture, 0 ).x;
		int x = i % size;
		int y = i / size;
		return float( texelFetch( batchingIdTexture, ivec2( x, y ), 0 ).r );
	}
#endif
#ifdef USE_BATCHING_COLOR
	uniform sampler2D batchingColorTexture;
	vec4 getBatchingColor( const in float i ) {
		int size = textureSize( batchingColorTexture, 0 ).x;
		int j = int( i );
		int x = j % size;
		int y = j / size;
		return texelFetch( batchingColorTexture, ivec2( x, y ), 0 );
	}
#endif`,NN=`#ifdef USE_BATCHING
	mat4 batchingMatrix = getBatchingMatrix( getIndirectIndex( gl_DrawID ) );
#endif`,DN=`vec3 transformed = vec3( position );
#ifdef USE_ALPHAHASH
	vPosition = vec3( position );
#endif`,UN=`vec3 objectNormal = vec3( normal );
#ifdef USE_TANGENT
	vec3 objectTangent = vec3( tangent.xyz );
#endif`,FN=`float G_BlinnPhong_Implicit( ) {
	return 0.25;
}
float D_BlinnPhong( const in float shininess, const in float dotNH ) {
	return RECIPROCAL_PI * ( shininess * 0.5 + 1.0 ) * pow( dotNH, shininess );
}
vec3 BRDF_BlinnPhong( const in vec3 lightDir, const in vec3 viewDir, const in vec3 normal, const in vec3 specularColor, const in float shininess ) {
	vec3 halfDir = normalize( lightDir + viewDir );
	float dotNH = saturate( dot( normal, halfDir ) );
	float dotVH = saturate( dot( viewDir, halfDir ) );
	vec3 F = F_Schlick( specularColor, 1.0, dotVH );
	float G = G_BlinnPhong_Implicit( );
	float D = D_BlinnPhong( shininess, dotNH );
	return F * ( G * D );
} // validated`,ON=`#ifdef USE_IRIDESCENCE
	const mat3 XYZ_TO_REC709 = mat3(
		 3.2404542, -0.9692660,  0.0556434,
		-1.5371385,  1.8760108, -0.2040259,
		-0.4985314,  0.0415560,  1.0572252
	);
	vec3 Fresnel0ToIor( vec3 fresnel0 ) {
		vec3 sqrtF0 = sqrt( fresnel0 );
		return ( vec3( 1.0 ) + sqrtF0 ) / ( vec3( 1.0 ) - sqrtF0 );
	}
	vec3 IorToFresnel0( vec3 transmittedIor, float incidentIor ) {
		return pow2( ( transmittedIor - vec3( incidentIor ) ) / ( transmittedIor + vec3( incidentIor ) ) );
	}
	float IorToFresnel0( float transmittedIor, float incidentIor ) {
		return pow2( ( transmittedIor - incidentIor ) / ( transmittedIor + incidentIor ));
	}
	vec3 evalSensitivity( float OPD, vec3 shift ) {
		float phase = 2.0 * PI * OPD * 1.0e-9;
		vec3 val = vec3( 5.4856e-13, 4.4201e-13, 5.2481e-13 );
		vec3 pos = vec3( 1.6810e+06, 1.7953e+06, 2.2084e+06 );
		vec3 var = vec3( 4.3278e+09, 9.3046e+09, 6.6121e+09 );
		vec3 xyz = val * sqrt( 2.0 * PI * var ) * cos( pos * phase + shift ) * exp( - pow2( phase ) * var );
		xyz.x += 9.7470e-14 * sqrt( 2.0 * PI * 4.5282e+09 ) * cos( 2.2399e+06 * phase + shift[ 0 ] ) * exp( - 4.5282e+09 * pow2( phase ) );
		xyz /= 1.0685e-7;
		vec3 rgb = XYZ_TO_REC709 * xyz;
		return rgb;
	}
	vec3 evalIridescence( float outsideIOR, float eta2, float cosTheta1, float thinFilmThickness, vec3 baseF0 ) {
		vec3 I;
		float iridescenceIOR = mix( outsideIOR, eta2, smoothstep( 0.0, 0.03, thinFilmThickness ) );
		float sinTheta2Sq = pow2( outsideIOR / iridescenceIOR ) * ( 1.0 - pow2( cosTheta1 ) );
		float cosTheta2Sq = 1.0 - sinTheta2Sq;
		if ( cosTheta2Sq < 0.0 ) {
			return vec3( 1.0 );
		}
		float cosTheta2 = sqrt( cosTheta2Sq );
		float R0 = IorToFresnel0( iridescenceIOR, outsideIOR );
		float R12 = F_Schlick( R0, 1.0, cosTheta1 );
		float T121 = 1.0 - R12;
		float phi12 = 0.0;
		if ( iridescenceIOR < outsideIOR ) phi12 = PI;
		float phi21 = PI - phi12;
		vec3 baseIOR = Fresnel0ToIor( clamp( baseF0, 0.0, 0.9999 ) );		vec3 R1 = IorToFresnel0( baseIOR, iridescenceIOR );
		vec3 R23 = F_Schlick( R1, 1.0, cosTheta2 );
		vec3 phi23 = vec3( 0.0 );
		if ( baseIOR[ 0 ] < iridescenceIOR ) phi23[ 0 ] = PI;
		if ( baseIOR[ 1 ] < iridescenceIOR ) phi23[ 1 ] = PI;
		if ( baseIOR[ 2 ] < iridescenceIOR ) phi23[ 2 ] = PI;
		float OPD = 2.0 * iridescenceIOR * thinFilmThickness * cosTheta2;
		vec3 phi = vec3( phi21 ) + phi23;
		vec3 R123 = clamp( R12 * R23, 1e-5, 0.9999 );
		vec3 r123 = sqrt( R123 );
		vec3 Rs = pow2( T121 ) * R23 / ( vec3( 1.0 ) - R123 );
		vec3 C0 = R12 + Rs;
		I = C0;
		vec3 Cm = Rs - T121;
		for ( int m = 1; m <= 2; ++ m ) {
			Cm *= r123;
			vec3 Sm = 2.0 * evalSensitivity( float( m ) * OPD, float( m ) * phi );
			I += Cm * Sm;
		}
		return max( I, vec3( 0.0 ) );
	}
#endif`,BN=`#ifdef USE_BUMPMAP
	uniform sampler2D bumpMap;
	uniform float bumpScale;
	vec2 dHdxy_fwd() {
		vec2 dSTdx = dFdx( vBumpMapUv );
		vec2 dSTdy = dFdy( vBumpMapUv );
		float Hll = bumpScale * texture2D( bumpMap, vBumpMapUv ).x;
		float dBx = bumpScale * texture2D( bumpMap, vBumpMapUv + dSTdx ).x - Hll;
		float dBy = bumpScale * texture2D( bumpMap, vBumpMapUv + dSTdy ).x - Hll;
		return vec2( dBx, dBy );
	}
	vec3 perturbNormalArb( vec3 surf_pos, vec3 surf_norm, vec2 dHdxy, float faceDirection ) {
		vec3 vSigmaX = normalize( dFdx( surf_pos.xyz ) );
		vec3 vSigmaY = normalize( dFdy( surf_pos.xyz ) );
		vec3 vN = surf_norm;
		vec3 R1 = cross( vSigmaY, vN );
		vec3 R2 = cross( vN, vSigmaX );
		float fDet = dot( vSigmaX, R1 ) * faceDirection;
		vec3 vGrad = sign( fDet ) * ( dHdxy.x * R1 + dHdxy.y * R2 );
		return normalize( abs( fDet ) * surf_norm - vGrad );
	}
#endif`,kN=`#if NUM_CLIPPING_PLANES > 0
	vec4 plane;
	#ifdef ALPHA_TO_COVERAGE
		float distanceToPlane, distanceGradient;
		float clipOpacity = 1.0;
		#pragma unroll_loop_start
		for ( int i = 0; i < UNION_CLIPPING_PLANES; i ++ ) {
			plane = clippingPlanes[ i ];
			distanceToPlane = - dot( vClipPosition, plane.xyz ) + plane.w;
			distanceGradient = fwidth( distanceToPlane ) / 2.0;
			clipOpacity *= smoothstep( - distanceGradient, distanceGradient, distanceToPlane );
			if ( clipOpacity == 0.0 ) discard;
		}
		#pragma unroll_loop_end
		#if UNION_CLIPPING_PLANES < NUM_CLIPPING_PLANES
			float unionClipOpacity = 1.0;
			#pragma unroll_loop_start
			for ( int i = UNION_CLIPPING_PLANES; i < NUM_CLIPPING_PLANES; i ++ ) {
				plane = clippingPlanes[ i ];
				distanceToPlane = - dot( vClipPosition, plane.xyz ) + plane.w;
				distanceGradient = fwidth( distanceToPlane ) / 2.0;
				unionClipOpacity *= 1.0 - smoothstep( - distanceGradient, distanceGradient, distanceToPlane );
			}
			#pragma unroll_loop_end
			clipOpacity *= 1.0 - unionClipOpacity;
		#endif
		diffuseColor.a *= clipOpacity;
		if ( diffuseColor.a == 0.0 ) discard;
	#else
		#pragma unroll_loop_start
		for ( int i = 0; i < UNION_CLIPPING_PLANES; i ++ ) {
			plane = clippingPlanes[ i ];
			if ( dot( vClipPosition, plane.xyz ) > plane.w ) discard;
		}
		#pragma unroll_loop_end
		#if UNION_CLIPPING_PLANES < NUM_CLIPPING_PLANES
			bool clipped = true;
			#pragma unroll_loop_start
			for ( int i = UNION_CLIPPING_PLANES; i < NUM_CLIPPING_PLANES; i ++ ) {
				plane = clippingPlanes[ i ];
				clipped = ( dot( vClipPosition, plane.xyz ) > plane.w ) && clipped;
			}
			#pragma unroll_loop_end
			if ( clipped ) discard;
		#endif
	#endif
#endif`,zN=`#if NUM_CLIPPING_PLANES > 0
	varying vec3 vClipPosition;
	uniform vec4 clippingPlanes[ NUM_CLIPPING_PLANES ];
#endif`,GN=`#if NUM_CLIPPING_PLANES > 0
	varying vec3 vClipPosition;
#endif`,VN=`#if NUM_CLIPPING_PLANES > 0
	vClipPosition = - mvPosition.xyz;
#endif`,HN=`#if defined( USE_COLOR ) || defined( USE_COLOR_ALPHA )
	diffuseColor *= vColor;
#endif`,WN=`#if defined( USE_COLOR ) || defined( USE_COLOR_ALPHA )
	varying vec4 vColor;
#endif`,$N=`#if defined( USE_COLOR ) || defined( USE_COLOR_ALPHA ) || defined( USE_INSTANCING_COLOR ) || defined( USE_BATCHING_COLOR )
	varying vec4 vColor;
#endif`,XN=`#if defined( USE_COLOR ) || defined( USE_COLOR_ALPHA ) || defined( USE_INSTANCING_COLOR ) || defined( USE_BATCHING_COLOR )
	vColor = vec4( 1.0 );
#endif
#ifdef USE_COLOR_ALPHA
	vColor *= color;
#elif defined( USE_COLOR )
	vColor.rgb *= color;
#endif
#ifdef USE_INSTANCING_COLOR
	vColor.rgb *= instanceColor.rgb;
#endif
#ifdef USE_BATCHING_COLOR
	vColor *= getBatchingColor( getIndirectIndex( gl_DrawID ) );
#endif`,qN=`#define PI 3.141592653589793
#define PI2 6.283185307179586
#define PI_HALF 1.5707963267948966
#define RECIPROCAL_PI 0.3183098861837907
#define RECIPROCAL_PI2 0.15915494309189535
#define EPSILON 1e-6
#ifndef saturate
#define saturate( a ) clamp( a, 0.0, 1.0 )
#endif
#define whiteComplement( a ) ( 1.0 - saturate( a ) )
float pow2( const in float x ) { return x*x; }
vec3 pow2( const in vec3 x ) { return x*x; }
float pow3( const in float x ) { return x*x*x; }
float pow4( const in float x ) { float x2 = x*x; return x2*x2; }
float max3( const in vec3 v ) { return max( max( v.x, v.y ), v.z ); }
float average( const in vec3 v ) { return dot( v, vec3( 0.3333333 ) ); }
highp float rand( const in vec2 uv ) {
	const highp float a = 12.9898, b = 78.233, c = 43758.5453;
	highp float dt = dot( uv.xy, vec2( a,b ) ), sn = mod( dt, PI );
	return fract( sin( sn ) * c );
}
#ifdef HIGH_PRECISION
	float precisionSafeLength( vec3 v ) { return length( v ); }
#else
	float precisionSafeLength( vec3 v ) {
		float maxComponent = max3( abs( v ) );
		return length( v / maxComponent ) * maxComponent;
	}
#endif
struct IncidentLight {
	vec3 color;
	vec3 direction;
	bool visible;
};
struct ReflectedLight {
	vec3 directDiffuse;
	vec3 directSpecular;
	vec3 indirectDiffuse;
	vec3 indirectSpecular;
};
#ifdef USE_ALPHAHASH
	varying vec3 vPosition;
#endif
vec3 transformDirection( in vec3 dir, in mat4 matrix ) {
	return normalize( ( matrix * vec4( dir, 0.0 ) ).xyz );
}
#define inverseTransformDirection transformDirectionByInverseViewMatrix
vec3 transformNormalByInverseViewMatrix( in vec3 normal, in mat4 viewMatrix ) {
	return normalize( ( vec4( normal, 0.0 ) * viewMatrix ).xyz );
}
vec3 transformDirectionByInverseViewMatrix( in vec3 dir, in mat4 viewMatrix ) {
	return normalize( ( vec4( dir, 0.0 ) * viewMatrix ).xyz );
}
bool isPerspectiveMatrix( mat4 m ) {
	return m[ 2 ][ 3 ] == - 1.0;
}
vec2 equirectUv( in vec3 dir ) {
	float u = atan( dir.z, dir.x ) * RECIPROCAL_PI2 + 0.5;
	float v = asin( clamp( dir.y, - 1.0, 1.0 ) ) * RECIPROCAL_PI + 0.5;
	return vec2( u, v );
}
vec3 BRDF_Lambert( const in vec3 diffuseColor ) {
	return RECIPROCAL_PI * diffuseColor;
}
vec3 F_Schlick( const in vec3 f0, const in float f90, const in float dotVH ) {
	float fresnel = exp2( ( - 5.55473 * dotVH - 6.98316 ) * dotVH );
	return f0 * ( 1.0 - fresnel ) + ( f90 * fresnel );
}
float F_Schlick( const in float f0, const in float f90, const in float dotVH ) {
	float fresnel = exp2( ( - 5.55473 * dotVH - 6.98316 ) * dotVH );
	return f0 * ( 1.0 - fresnel ) + ( f90 * fresnel );
} // validated`,YN=`vec3 transformedNormal = objectNormal;
#ifdef USE_TANGENT
	vec3 transformedTangent = objectTangent;
#endif
#ifdef USE_BATCHING
	mat3 bm = mat3( batchingMatrix );
	transformedNormal /= vec3( dot( bm[ 0 ], bm[ 0 ] ), dot( bm[ 1 ], bm[ 1 ] ), dot( bm[ 2 ], bm[ 2 ] ) );
	transformedNormal = bm * transformedNormal;
	#ifdef USE_TANGENT
		transformedTangent = bm * transformedTangent;
	#endif
#endif
#ifdef USE_INSTANCING
	mat3 im = mat3( instanceMatrix );
	transformedNormal /= vec3( dot( im[ 0 ], im[ 0 ] ), dot( im[ 1 ], im[ 1 ] ), dot( im[ 2 ], im[ 2 ] ) );
	transformedNormal = im * transformedNormal;
	#ifdef USE_TANGENT
		transformedTangent = im * transformedTangent;
	#endif
#endif
transformedNormal = normalMatrix * transformedNormal;
#ifdef FLIP_SIDED
	transformedNormal = - transformedNormal;
#endif
#ifdef USE_TANGENT
	transformedTangent = ( modelViewMatrix * vec4( transformedTangent, 0.0 ) ).xyz;
#endif`,ZN=`#ifdef USE_DISPLACEMENTMAP
	uniform sampler2D displacementMap;
	uniform float displacementScale;
	uniform float displacementBias;
#endif`,JN=`#ifdef USE_DISPLACEMENTMAP
	transformed += normalize( objectNormal ) * ( texture2D( displacementMap, vDisplacementMapUv ).x * displacementScale + displacementBias );
#endif`,KN=`#ifdef USE_EMISSIVEMAP
	vec4 emissiveColor = texture2D( emissiveMap, vEmissiveMapUv );
	#ifdef DECODE_VIDEO_TEXTURE_EMISSIVE
		emissiveColor = sRGBTransferEOTF( emissiveColor );
	#endif
	totalEmissiveRadiance *= emissiveColor.rgb;
#endif`,QN=`#ifdef USE_EMISSIVEMAP
	uniform sampler2D emissiveMap;
#endif`,jN="gl_FragColor = linearToOutputTexel( gl_FragColor );",tD=`vec4 LinearTransferOETF( in vec4 value ) {
	return value;
}
vec4 sRGBTransferEOTF( in vec4 value ) {
	return vec4( mix( pow( value.rgb * 0.9478672986 + vec3( 0.0521327014 ), vec3( 2.4 ) ), value.rgb * 0.0773993808, vec3( lessThanEqual( value.rgb, vec3( 0.04045 ) ) ) ), value.a );
}
vec4 sRGBTransferOETF( in vec4 value ) {
	return vec4( mix( pow( value.rgb, vec3( 0.41666 ) ) * 1.055 - vec3( 0.055 ), value.rgb * 12.92, vec3( lessThanEqual( value.rgb, vec3( 0.0031308 ) ) ) ), value.a );
}`,eD=`#ifdef USE_ENVMAP
	#ifdef ENV_WORLDPOS
		vec3 cameraToFrag;
		if ( isOrthographic ) {
			cameraToFrag = normalize( vec3( - viewMatrix[ 0 ][ 2 ], - viewMatrix[ 1 ][ 2 ], - viewMatrix[ 2 ][ 2 ] ) );
		} else {
			cameraToFrag = normalize( vWorldPosition - cameraPosition );
		}
		vec3 worldNormal = transformNormalByInverseViewMatrix( normal, viewMatrix );
		#ifdef ENVMAP_MODE_REFLECTION
			vec3 reflectVec = reflect( cameraToFrag, worldNormal );
		#else
			vec3 reflectVec = refract( cameraToFrag, worldNormal, refractionRatio );
		#endif
	#else
		vec3 reflectVec = vReflect;
	#endif
	#ifdef ENVMAP_TYPE_CUBE
		vec4 envColor = textureCube( envMap, envMapRotation * reflectVec );
		#ifdef ENVMAP_BLENDING_MULTIPLY
			outgoingLight = mix( outgoingLight, outgoingLight * envColor.xyz, specularStrength * reflectivity );
		#elif defined( ENVMAP_BLENDING_MIX )
			outgoingLight = mix( outgoingLight, envColor.xyz, specularStrength * reflectivity );
		#elif defined( ENVMAP_BLENDING_ADD )
			outgoingLight += envColor.xyz * specularStrength * reflectivity;
		#endif
	#endif
#endif`,nD=`#ifdef USE_ENVMAP
	uniform float envMapIntensity;
	uniform mat3 envMapRotation;
	uniform samplerCube envMap;
	#ifdef ENVMAP_TYPE_PMREM
		float roughnessToMip( const in float roughness ) {
			float r = clamp( roughness, 0.0, 1.0 );
			return ENVMAP_MAX_LOD * r * ( 2.0 - r );
		}
	#endif
#endif`,iD=`#ifdef USE_ENVMAP
	uniform float reflectivity;
	#if defined( USE_BUMPMAP ) || defined( USE_NORMALMAP ) || defined( PHONG ) || defined( LAMBERT )
		#define ENV_WORLDPOS
	#endif
	#ifdef ENV_WORLDPOS
		varying vec3 vWorldPosition;
		uniform float refractionRatio;
	#else
		varying vec3 vReflect;
	#endif
#endif`,rD=`#ifdef USE_ENVMAP
	#if defined( USE_BUMPMAP ) || defined( USE_NORMALMAP ) || defined( PHONG ) || defined( LAMBERT )
		#define ENV_WORLDPOS
	#endif
	#ifdef ENV_WORLDPOS
		
		varying vec3 vWorldPosition;
	#else
		varying vec3 vReflect;
		uniform float refractionRatio;
	#endif
#endif`,sD=`#ifdef USE_ENVMAP
	#ifdef ENV_WORLDPOS
		vWorldPosition = worldPosition.xyz;
	#else
		vec3 cameraToVertex;
		if ( isOrthographic ) {
			cameraToVertex = normalize( vec3( - viewMatrix[ 0 ][ 2 ], - viewMatrix[ 1 ][ 2 ], - viewMatrix[ 2 ][ 2 ] ) );
		} else {
			cameraToVertex = normalize( worldPosition.xyz - cameraPosition );
		}
		vec3 worldNormal = transformNormalByInverseViewMatrix( transformedNormal, viewMatrix );
		#ifdef ENVMAP_MODE_REFLECTION
			vReflect = reflect( cameraToVertex, worldNormal );
		#else
			vReflect = refract( cameraToVertex, worldNormal, refractionRatio );
		#endif
	#endif
#endif`,oD=`#ifdef USE_FOG
	vFogDepth = - mvPosition.z;
#endif`,aD=`#ifdef USE_FOG
	varying float vFogDepth;
#endif`,cD=`#ifdef USE_FOG
	#ifdef FOG_EXP2
		float fogFactor = 1.0 - exp( - fogDensity * fogDensity * vFogDepth * vFogDepth );
	#else
		float fogFactor = smoothstep( fogNear, fogFar, vFogDepth );
	#endif
	gl_FragColor.rgb = mix( gl_FragColor.rgb, fogColor, fogFactor );
#endif`,lD=`#ifdef USE_FOG
	uniform vec3 fogColor;
	varying float vFogDepth;
	#ifdef FOG_EXP2
		uniform float fogDensity;
	#else
		uniform float fogNear;
		uniform float fogFar;
	#endif
#endif`,uD=`#ifdef USE_GRADIENTMAP
	uniform sampler2D gradientMap;
#endif
vec3 getGradientIrradiance( vec3 normal, vec3 lightDirection ) {
	float dotNL = dot( normal, lightDirection );
	vec2 coord = vec2( dotNL * 0.5 + 0.5, 0.0 );
	#ifdef USE_GRADIENTMAP
		return vec3( texture2D( gradientMap, coord ).r );
	#else
		vec2 fw = fwidth( coord ) * 0.5;
		return mix( vec3( 0.7 ), vec3( 1.0 ), smoothstep( 0.7 - fw.x, 0.7 + fw.x, coord.x ) );
	#endif
}`,fD=`#ifdef USE_LIGHTMAP
	uniform sampler2D lightMap;
	uniform float lightMapIntensity;
#endif`,hD=`LambertMaterial material;
material.diffuseColor = diffuseColor.rgb;
material.specularStrength = specularStrength;`,dD=`varying vec3 vViewPosition;
struct LambertMaterial {
	vec3 diffuseColor;
	float specularStrength;
};
void RE_Direct_Lambert( const in IncidentLight directLight, const in vec3 geometryPosition, const in vec3 geometryNormal, const in vec3 geometryViewDir, const in vec3 geometryClearcoatNormal, const in LambertMaterial material, inout ReflectedLight reflectedLight ) {
	float dotNL = saturate( dot( geometryNormal, directLight.direction ) );
	vec3 irradiance = dotNL * directLight.color;
	reflectedLight.directDiffuse += irradiance * BRDF_Lambert( material.diffuseColor );
}
void RE_IndirectDiffuse_Lambert( const in vec3 irradiance, const in vec3 geometryPosition, const in vec3 geometryNormal, const in vec3 geometryViewDir, const in vec3 geometryClearcoatNormal, const in LambertMaterial material, inout ReflectedLight reflectedLight ) {
	reflectedLight.indirectDiffuse += irradiance * BRDF_Lambert( material.diffuseColor );
}
#define RE_Direct				RE_Direct_Lambert
#define RE_IndirectDiffuse		RE_IndirectDiffuse_Lambert`,pD=`uniform bool receiveShadow;
uniform vec3 ambientLightColor;
#if defined( USE_LIGHT_PROBES )
	uniform vec3 lightProbe[ 9 ];
#endif
vec3 shGetIrradianceAt( in vec3 normal, in vec3 shCoefficients[ 9 ] ) {
	float x = normal.x, y = normal.y, z = normal.z;
	vec3 result = shCoefficients[ 0 ] * 0.886227;
	result += shCoefficients[ 1 ] * 2.0 * 0.511664 * y;
	result += shCoefficients[ 2 ] * 2.0 * 0.511664 * z;
	result += shCoefficients[ 3 ] * 2.0 * 0.511664 * x;
	result += shCoefficients[ 4 ] * 2.0 * 0.429043 * x * y;
	result += shCoefficients[ 5 ] * 2.0 * 0.429043 * y * z;
	result += shCoefficients[ 6 ] * ( 0.743125 * z * z - 0.247708 );
	result += shCoefficients[ 7 ] * 2.0 * 0.429043 * x * z;
	result += shCoefficients[ 8 ] * 0.429043 * ( x * x - y * y );
	return result;
}
vec3 getLightProbeIrradiance( const in vec3 lightProbe[ 9 ], const in vec3 normal ) {
	vec3 worldNormal = transformNormalByInverseViewMatrix( normal, viewMatrix );
	vec3 irradiance = shGetIrradianceAt( worldNormal, lightProbe );
	return irradiance;
}
vec3 getAmbientLightIrradiance( const in vec3 ambientLightColor ) {
	vec3 irradiance = ambientLightColor;
	return irradiance;
}
float getDistanceAttenuation( const in float lightDistance, const in float cutoffDistance, const in float decayExponent ) {
	float distanceFalloff = 1.0 / max( pow( lightDistance, decayExponent ), 0.01 );
	if ( cutoffDistance > 0.0 ) {
		distanceFalloff *= pow2( saturate( 1.0 - pow4( lightDistance / cutoffDistance ) ) );
	}
	return distanceFalloff;
}
float getSpotAttenuation( const in float coneCosine, const in float penumbraCosine, const in float angleCosine ) {
	return smoothstep( coneCosine, penumbraCosine, angleCosine );
}
#if NUM_SUN_LIGHTS > 0
	struct SunLight {
		vec3 direction;
		vec3 color;
	};
	uniform SunLight sunLights[ NUM_SUN_LIGHTS ];
	void getSunLightInfo( const in SunLight sunLight, out IncidentLight light ) {
		light.color = sunLight.color;
		light.direction = sunLight.direction;
		light.visible = true;
	}
#endif
#if NUM_DIR_LIGHTS > 0
	struct DirectionalLight {
		vec3 direction;
		vec3 color;
	};
	uniform DirectionalLight directionalLights[ NUM_DIR_LIGHTS ];
	void getDirectionalLightInfo( const in DirectionalLight directionalLight, out IncidentLight light ) {
		light.color = directionalLight.color;
		light.direction = directionalLight.direction;
		light.visible = true;
	}
#endif
#if NUM_POINT_LIGHTS > 0
	struct PointLight {
		vec3 position;
		vec3 color;
		float distance;
		float decay;
	};
	uniform PointLight pointLights[ NUM_POINT_LIGHTS ];
	void getPointLightInfo( const in PointLight pointLight, const in vec3 geometryPosition, out IncidentLight light ) {
		vec3 lVector = pointLight.position - geometryPosition;
		light.direction = normalize( lVector );
		float lightDistance = length( lVector );
		light.color = pointLight.color;
		light.color *= getDistanceAttenuation( lightDistance, pointLight.distance, pointLight.decay );
		light.visible = ( light.color != vec3( 0.0 ) );
	}
#endif
#if NUM_SPOT_LIGHTS > 0
	struct SpotLight {
		vec3 position;
		vec3 direction;
		vec3 color;
		float distance;
		float decay;
		float coneCos;
		float penumbraCos;
	};
	uniform SpotLight spotLights[ NUM_SPOT_LIGHTS ];
	void getSpotLightInfo( const in SpotLight spotLight, const in vec3 geometryPosition, out IncidentLight light ) {
		vec3 lVector = spotLight.position - geometryPosition;
		light.direction = normalize( lVector );
		float angleCos = dot( light.direction, spotLight.direction );
		float spotAttenuation = getSpotAttenuation( spotLight.coneCos, spotLight.penumbraCos, angleCos );
		if ( spotAttenuation > 0.0 ) {
			float lightDistance = length( lVector );
			light.color = spotLight.color * spotAttenuation;
			light.color *= getDistanceAttenuation( lightDistance, spotLight.distance, spotLight.decay );
			light.visible = ( light.color != vec3( 0.0 ) );
		} else {
			light.color = vec3( 0.0 );
			light.visible = false;
		}
	}
#endif
#if NUM_RECT_AREA_LIGHTS > 0
	struct RectAreaLight {
		vec3 color;
		vec3 position;
		vec3 halfWidth;
		vec3 halfHeight;
	};
	uniform sampler2D ltc_1;	uniform sampler2D ltc_2;
	uniform RectAreaLight rectAreaLights[ NUM_RECT_AREA_LIGHTS ];
#endif
#if NUM_HEMI_LIGHTS > 0
	struct HemisphereLight {
		vec3 direction;
		vec3 skyColor;
		vec3 groundColor;
	};
	uniform HemisphereLight hemisphereLights[ NUM_HEMI_LIGHTS ];
	vec3 getHemisphereLightIrradiance( const in HemisphereLight hemiLight, const in vec3 normal ) {
		float dotNL = dot( normal, hemiLight.direction );
		float hemiDiffuseWeight = 0.5 * dotNL + 0.5;
		vec3 irradiance = mix( hemiLight.groundColor, hemiLight.skyColor, hemiDiffuseWeight );
		return irradiance;
	}
#endif
#include <lightprobes_pars_fragment>`,mD=`#ifdef USE_ENVMAP
	vec3 getIBLIrradiance( const in vec3 normal ) {
		#ifdef ENVMAP_TYPE_PMREM
			vec3 worldNormal = transformNormalByInverseViewMatrix( normal, viewMatrix );
			vec4 envMapColor = textureLod( envMap, envMapRotation * worldNormal, ENVMAP_MAX_LOD );
			return PI * envMapColor.rgb * envMapIntensity;
		#else
			return vec3( 0.0 );
		#endif
	}
	vec3 getIBLRadiance( const in vec3 viewDir, const in vec3 normal, const in float roughness ) {
		#ifdef ENVMAP_TYPE_PMREM
			vec3 reflectVec = reflect( - viewDir, normal );
			reflectVec = normalize( mix( reflectVec, normal, pow4( roughness ) ) );
			reflectVec = transformDirectionByInverseViewMatrix( reflectVec, viewMatrix );
			vec4 envMapColor = textureLod( envMap, envMapRotation * reflectVec, roughnessToMip( roughness ) );
			return envMapColor.rgb * envMapIntensity;
		#else
			return vec3( 0.0 );
		#endif
	}
	#ifdef USE_RETROREFLECTION
		vec3 getIBLRetroRadiance( const in vec3 viewDir, const in vec3 normal, const in float roughness ) {
			#ifdef ENVMAP_TYPE_PMREM
				vec3 retroVec = normalize( mix( viewDir, normal, pow4( roughness ) ) );
				retroVec = transformDirectionByInverseViewMatrix( retroVec, viewMatrix );
				vec4 envMapColor = textureLod( envMap, envMapRotation * retroVec, roughnessToMip( roughness ) );
				return envMapColor.rgb * envMapIntensity;
			#else
				return vec3( 0.0 );
			#endif
		}
	#endif
	#ifdef USE_ANISOTROPY
		vec3 getIBLAnisotropyRadiance( const in vec3 viewDir, const in vec3 normal, const in float roughness, const in vec3 bitangent, const in float anisotropy ) {
			#ifdef ENVMAP_TYPE_PMREM
				vec3 bentNormal = cross( bitangent, viewDir );
				bentNormal = normalize( cross( bentNormal, bitangent ) );
				bentNormal = normalize( mix( bentNormal, normal, pow2( pow2( 1.0 - anisotropy * ( 1.0 - roughness ) ) ) ) );
				return getIBLRadiance( viewDir, bentNormal, roughness );
			#else
				return vec3( 0.0 );
			#endif
		}
		#ifdef USE_RETROREFLECTION
			vec3 getIBLAnisotropyRetroRadiance( const in vec3 viewDir, const in vec3 normal, const in float roughness, const in vec3 bitangent, const in float anisotropy ) {
				#ifdef ENVMAP_TYPE_PMREM
					vec3 bentNormal = cross( bitangent, viewDir );
					bentNormal = normalize( cross( bentNormal, bitangent ) );
					bentNormal = normalize( mix( bentNormal, normal, pow2( pow2( 1.0 - anisotropy * ( 1.0 - roughness ) ) ) ) );
					return getIBLRetroRadiance( viewDir, bentNormal, roughness );
				#else
					return vec3( 0.0 );
				#endif
			}
		#endif
	#endif
#endif`,gD=`ToonMaterial material;
material.diffuseColor = diffuseColor.rgb;`,_D=`varying vec3 vViewPosition;
struct ToonMaterial {
	vec3 diffuseColor;
};
void RE_Direct_Toon( const in IncidentLight directLight, const in vec3 geometryPosition, const in vec3 geometryNormal, const in vec3 geometryViewDir, const in vec3 geometryClearcoatNormal, const in ToonMaterial material, inout ReflectedLight reflectedLight ) {
	vec3 irradiance = getGradientIrradiance( geometryNormal, directLight.direction ) * directLight.color;
	reflectedLight.directDiffuse += irradiance * BRDF_Lambert( material.diffuseColor );
}
void RE_IndirectDiffuse_Toon( const in vec3 irradiance, const in vec3 geometryPosition, const in vec3 geometryNormal, const in vec3 geometryViewDir, const in vec3 geometryClearcoatNormal, const in ToonMaterial material, inout ReflectedLight reflectedLight ) {
	reflectedLight.indirectDiffuse += irradiance * BRDF_Lambert( material.diffuseColor );
}
#define RE_Direct				RE_Direct_Toon
#define RE_IndirectDiffuse		RE_IndirectDiffuse_Toon`,yD=`BlinnPhongMaterial material;
material.diffuseColor = diffuseColor.rgb;
material.specularColor = specular;
material.specularShininess = shininess;
material.specularStrength = specularStrength;`,xD=`varying vec3 vViewPosition;
struct BlinnPhongMaterial {
	vec3 diffuseColor;
	vec3 specularColor;
	float specularShininess;
	float specularStrength;
};
void RE_Direct_BlinnPhong( const in IncidentLight directLight, const in vec3 geometryPosition, const in vec3 geometryNormal, const in vec3 geometryViewDir, const in vec3 geometryClearcoatNormal, const in BlinnPhongMaterial material, inout ReflectedLight reflectedLight ) {
	float dotNL = saturate( dot( geometryNormal, directLight.direction ) );
	vec3 irradiance = dotNL * directLight.color;
	reflectedLight.directDiffuse += irradiance * BRDF_Lambert( material.diffuseColor );
	reflectedLight.directSpecular += irradiance * BRDF_BlinnPhong( directLight.direction, geometryViewDir, geometryNormal, material.specularColor, material.specularShininess ) * material.specularStrength;
}
void RE_IndirectDiffuse_BlinnPhong( const in vec3 irradiance, const in vec3 geometryPosition, const in vec3 geometryNormal, const in vec3 geometryViewDir, const in vec3 geometryClearcoatNormal, const in BlinnPhongMaterial material, inout ReflectedLight reflectedLight ) {
	reflectedLight.indirectDiffuse += irradiance * BRDF_Lambert( material.diffuseColor );
}
#define RE_Direct				RE_Direct_BlinnPhong
#define RE_IndirectDiffuse		RE_IndirectDiffuse_BlinnPhong`,vD=`PhysicalMaterial material;
material.diffuseColor = diffuseColor.rgb;
material.diffuseContribution = diffuseColor.rgb * ( 1.0 - metalnessFactor );
material.metalness = metalnessFactor;
vec3 dxy = max( abs( dFdx( nonPerturbedNormal ) ), abs( dFdy( nonPerturbedNormal ) ) );
float geometryRoughness = max( max( dxy.x, dxy.y ), dxy.z );
material.roughness = max( roughnessFactor, 0.045 );
material.roughness += geometryRoughness;
material.roughness = min( material.roughness, 1.0 );
#ifdef USE_DIFFUSE_ROUGHNESS
	float diffuseRoughnessFactor = diffuseRoughness;
	#ifdef USE_DIFFUSE_ROUGHNESSMAP
		diffuseRoughnessFactor *= texture2D( diffuseRoughnessMap, vDiffuseRoughnessMapUv ).r;
	#endif
	material.diffuseRoughness = saturate( diffuseRoughnessFactor );
#endif
#ifdef IOR
	material.ior = ior;
	#ifdef USE_SPECULAR
		float specularIntensityFactor = specularIntensity;
		vec3 specularColorFactor = specularColor;
		#ifdef USE_SPECULAR_COLORMAP
			specularColorFactor *= texture2D( specularColorMap, vSpecularColorMapUv ).rgb;
		#endif
		#ifdef USE_SPECULAR_INTENSITYMAP
			specularIntensityFactor *= texture2D( specularIntensityMap, vSpecularIntensityMapUv ).a;
		#endif
		material.specularF90 = mix( specularIntensityFactor, 1.0, metalnessFactor );
	#else
		float specularIntensityFactor = 1.0;
		vec3 specularColorFactor = vec3( 1.0 );
		material.specularF90 = 1.0;
	#endif
	material.specularColor = min( pow2( ( material.ior - 1.0 ) / ( material.ior + 1.0 ) ) * specularColorFactor, vec3( 1.0 ) ) * specularIntensityFactor;
	material.specularColorBlended = mix( material.specularColor, diffuseColor.rgb, metalnessFactor );
#else
	material.specularColor = vec3( 0.04 );
	material.specularColorBlended = mix( material.specularColor, diffuseColor.rgb, metalnessFactor );
	material.specularF90 = 1.0;
#endif
#ifdef USE_CLEARCOAT
	material.clearcoat = clearcoat;
	material.clearcoatRoughness = clearcoatRoughness;
	material.clearcoatF0 = vec3( 0.04 );
	material.clearcoatF90 = 1.0;
	#ifdef USE_CLEARCOATMAP
		material.clearcoat *= texture2D( clearcoatMap, vClearcoatMapUv ).x;
	#endif
	#ifdef USE_CLEARCOAT_ROUGHNESSMAP
		material.clearcoatRoughness *= texture2D( clearcoatRoughnessMap, vClearcoatRoughnessMapUv ).y;
	#endif
	material.clearcoat = saturate( material.clearcoat );	material.clearcoatRoughness = max( material.clearcoatRoughness, 0.045 );
	material.clearcoatRoughness += geometryRoughness;
	material.clearcoatRoughness = min( material.clearcoatRoughness, 1.0 );
#endif
#ifdef USE_DISPERSION
	material.dispersion = dispersion;
#endif
#ifdef USE_RETROREFLECTION
	material.retroreflectivity = retroreflectivity;
#endif
#ifdef USE_IRIDESCENCE
	material.iridescence = iridescence;
	material.iridescenceIOR = iridescenceIOR;
	#ifdef USE_IRIDESCENCEMAP
		material.iridescence *= texture2D( iridescenceMap, vIridescenceMapUv ).r;
	#endif
	#ifdef USE_IRIDESCENCE_THICKNESSMAP
		material.iridescenceThickness = (iridescenceThicknessMaximum - iridescenceThicknessMinimum) * texture2D( iridescenceThicknessMap, vIridescenceThicknessMapUv ).g + iridescenceThicknessMinimum;
	#else
		material.iridescenceThickness = iridescenceThicknessMaximum;
	#endif
#endif
#ifdef USE_SHEEN
	material.sheenColor = sheenColor;
	#ifdef USE_SHEEN_COLORMAP
		material.sheenColor *= texture2D( sheenColorMap, vSheenColorMapUv ).rgb;
	#endif
	material.sheenRoughness = clamp( sheenRoughness, 0.0001, 1.0 );
	#ifdef USE_SHEEN_ROUGHNESSMAP
		material.sheenRoughness *= texture2D( sheenRoughnessMap, vSheenRoughnessMapUv ).a;
	#endif
#endif
#ifdef USE_ANISOTROPY
	#ifdef USE_ANISOTROPYMAP
		mat2 anisotropyMat = mat2( anisotropyVector.x, anisotropyVector.y, - anisotropyVector.y, anisotropyVector.x );
		vec3 anisotropyPolar = texture2D( anisotropyMap, vAnisotropyMapUv ).rgb;
		vec2 anisotropyV = anisotropyMat * normalize( 2.0 * anisotropyPolar.rg - vec2( 1.0 ) ) * anisotropyPolar.b;
	#else
		vec2 anisotropyV = anisotropyVector;
	#endif
	material.anisotropy = length( anisotropyV );
	if( material.anisotropy == 0.0 ) {
		anisotropyV = vec2( 1.0, 0.0 );
	} else {
		anisotropyV /= material.anisotropy;
		material.anisotropy = saturate( material.anisotropy );
	}
	material.alphaT = mix( pow2( material.roughness ), 1.0, pow2( material.anisotropy ) );
	material.anisotropyT = tbn[ 0 ] * anisotropyV.x + tbn[ 1 ] * anisotropyV.y;
	material.anisotropyB = tbn[ 1 ] * anisotropyV.x - tbn[ 0 ] * anisotropyV.y;
#endif`,bD=`uniform sampler2D dfgLUT;
struct PhysicalMaterial {
	vec3 diffuseColor;
	vec3 diffuseContribution;
	vec3 specularColor;
	vec3 specularColorBlended;
	float roughness;
	float metalness;
	float specularF90;
	float dispersion;
	vec2 dfg;
	vec3 multiScatteringCompensation;
	#ifdef USE_DIFFUSE_ROUGHNESS
		float diffuseRoughness;
	#endif
	#ifdef USE_RETROREFLECTION
		float retroreflectivity;
	#endif
	#ifdef USE_CLEARCOAT
		float clearcoat;
		float clearcoatRoughness;
		vec3 clearcoatF0;
		float clearcoatF90;
	#endif
	#ifdef USE_IRIDESCENCE
		float iridescence;
		float iridescenceIOR;
		float iridescenceThickness;
		vec3 iridescenceFresnel;
		vec3 iridescenceF0Dielectric;
		vec3 iridescenceF0Metallic;
	#endif
	#ifdef USE_SHEEN
		vec3 sheenColor;
		float sheenRoughness;
	#endif
	#ifdef IOR
		float ior;
	#endif
	#ifdef USE_TRANSMISSION
		float transmission;
		float transmissionAlpha;
		float thickness;
		float attenuationDistance;
		vec3 attenuationColor;
	#endif
	#ifdef USE_ANISOTROPY
		float anisotropy;
		float alphaT;
		vec3 anisotropyT;
		vec3 anisotropyB;
	#endif
};
vec3 clearcoatSpecularDirect = vec3( 0.0 );
vec3 clearcoatSpecularIndirect = vec3( 0.0 );
vec3 sheenSpecularDirect = vec3( 0.0 );
vec3 sheenSpecularIndirect = vec3(0.0 );
vec3 Schlick_to_F0( const in vec3 f, const in float f90, const in float dotVH ) {
    float x = clamp( 1.0 - dotVH, 0.0, 1.0 );
    float x2 = x * x;
    float x5 = clamp( x * x2 * x2, 0.0, 0.9999 );
    return ( f - vec3( f90 ) * x5 ) / ( 1.0 - x5 );
}
#ifdef USE_DIFFUSE_ROUGHNESS
	const float EON_EPSILON = 1e-7;
	float FON_DirectionalAlbedo( const in float mu, const in float roughness, const in float A ) {
		float muComp = 1.0 - mu;
		float gOverPi = muComp * ( 0.0571085289 + muComp * ( 0.491881867 + muComp * ( - 0.332181442 + muComp * 0.0714429953 ) ) );
		return A * ( 1.0 + roughness * gOverPi );
	}
	vec3 BRDF_EON( const in vec3 lightDir, const in vec3 viewDir, const in vec3 normal, const in vec3 diffuseColor, const in float roughness ) {
		vec3 rho = saturate( diffuseColor );
		if ( roughness <= EON_EPSILON ) return BRDF_Lambert( rho );
		float dotNL = saturate( dot( normal, lightDir ) );
		float dotNV = saturate( dot( normal, viewDir ) );
		float s = dot( lightDir, viewDir ) - dotNL * dotNV;
		float sOverT = ( s > 0.0 ) ? s / max( max( dotNL, dotNV ), EON_EPSILON ) : s;
		float A = 1.0 / ( 1.0 + ( 0.5 - 2.0 / ( 3.0 * PI ) ) * roughness );
		vec3 singleScatter = rho * RECIPROCAL_PI * A * ( 1.0 + roughness * sOverT );
		float averageAlbedo = A * ( 1.0 + ( 2.0 / 3.0 - 28.0 / ( 15.0 * PI ) ) * roughness );
		float albedoV = FON_DirectionalAlbedo( dotNV, roughness, A );
		float albedoL = FON_DirectionalAlbedo( dotNL, roughness, A );
		vec3 rhoMultiScatter = rho * rho * averageAlbedo / max( vec3( EON_EPSILON ), vec3( 1.0 ) - rho * ( 1.0 - averageAlbedo ) );
		vec3 multiScatter = rhoMultiScatter * RECIPROCAL_PI
			* max( EON_EPSILON, 1.0 - albedoV )
			* max( EON_EPSILON, 1.0 - albedoL )
			/ max( EON_EPSILON, 1.0 - averageAlbedo );
		return singleScatter + multiScatter;
	}
	vec3 EON_DirectionalAlbedo( const in vec3 diffuseColor, const in float roughness, const in float dotNV ) {
		vec3 rho = saturate( diffuseColor );
		if ( roughness <= EON_EPSILON ) return rho;
		float A = 1.0 / ( 1.0 + ( 0.5 - 2.0 / ( 3.0 * PI ) ) * roughness );
		float directionalAlbedo = FON_DirectionalAlbedo( dotNV, roughness, A );
		float averageAlbedo = A * ( 1.0 + ( 2.0 / 3.0 - 28.0 / ( 15.0 * PI ) ) * roughness );
		vec3 rhoMultiScatter = rho * rho * averageAlbedo / max( vec3( EON_EPSILON ), vec3( 1.0 ) - rho * ( 1.0 - averageAlbedo ) );
		return rho * directionalAlbedo + rhoMultiScatter * ( 1.0 - directionalAlbedo );
	}
#endif
float V_GGX_SmithCorrelated( const in float alpha, const in float dotNL, const in float dotNV ) {
	float a2 = pow2( alpha );
	float gv = dotNL * sqrt( a2 + ( 1.0 - a2 ) * pow2( dotNV ) );
	float gl = dotNV * sqrt( a2 + ( 1.0 - a2 ) * pow2( dotNL ) );
	return 0.5 / max( gv + gl, EPSILON );
}
float D_GGX( const in float alpha, const in float dotNH ) {
	float a2 = pow2( alpha );
	float denom = pow2( dotNH ) * ( a2 - 1.0 ) + 1.0;
	return RECIPROCAL_PI * a2 / pow2( denom );
}
#ifdef USE_ANISOTROPY
	float V_GGX_SmithCorrelated_Anisotropic( const in float alphaT, const in float alphaB, const in float dotTV, const in float dotBV, const in float dotTL, const in float dotBL, const in float dotNV, const in float dotNL ) {
		float gv = dotNL * length( vec3( alphaT * dotTV, alphaB * dotBV, dotNV ) );
		float gl = dotNV * length( vec3( alphaT * dotTL, alphaB * dotBL, dotNL ) );
		return 0.5 / max( gv + gl, EPSILON );
	}
	float D_GGX_Anisotropic( const in float alphaT, const in float alphaB, const in float dotNH, const in float dotTH, const in float dotBH ) {
		float a2 = alphaT * alphaB;
		highp vec3 v = vec3( alphaB * dotTH, alphaT * dotBH, a2 * dotNH );
		highp float v2 = dot( v, v );
		float w2 = a2 / v2;
		return RECIPROCAL_PI * a2 * pow2 ( w2 );
	}
#endif
#ifdef USE_CLEARCOAT
	vec3 BRDF_GGX_Clearcoat( const in vec3 lightDir, const in vec3 viewDir, const in vec3 normal, const in PhysicalMaterial material) {
		vec3 f0 = material.clearcoatF0;
		float f90 = material.clearcoatF90;
		float roughness = max( material.clearcoatRoughness, 0.045 );
		float alpha = pow2( roughness );
		vec3 halfDir = normalize( lightDir + viewDir );
		float dotNL = saturate( dot( normal, lightDir ) );
		float dotNV = saturate( dot( normal, viewDir ) );
		float dotNH = saturate( dot( normal, halfDir ) );
		float dotVH = saturate( dot( viewDir, halfDir ) );
		vec3 F = F_Schlick( f0, f90, dotVH );
		float V = V_GGX_SmithCorrelated( alpha, dotNL, dotNV );
		float D = D_GGX( alpha, dotNH );
		return F * ( V * D );
	}
#endif
vec3 BRDF_GGX( const in vec3 lightDir, const in vec3 viewDir, const in vec3 normal, const in PhysicalMaterial material ) {
	vec3 f0 = material.specularColorBlended;
	float f90 = material.specularF90;
	float roughness = max( material.roughness, 0.045 );
	float alpha = pow2( roughness );
	vec3 halfDir = normalize( lightDir + viewDir );
	float dotNL = saturate( dot( normal, lightDir ) );
	float dotNV = saturate( dot( normal, viewDir ) );
	float dotNH = saturate( dot( normal, halfDir ) );
	float dotVH = saturate( dot( viewDir, halfDir ) );
	vec3 F = F_Schlick( f0, f90, dotVH );
	#ifdef USE_IRIDESCENCE
		F = mix( F, material.iridescenceFresnel, material.iridescence );
	#endif
	#ifdef USE_ANISOTROPY
		float dotTL = dot( material.anisotropyT, lightDir );
		float dotTV = dot( material.anisotropyT, viewDir );
		float dotTH = dot( material.anisotropyT, halfDir );
		float dotBL = dot( material.anisotropyB, lightDir );
		float dotBV = dot( material.anisotropyB, viewDir );
		float dotBH = dot( material.anisotropyB, halfDir );
		float alphaT = max( material.alphaT, alpha );
		float V = V_GGX_SmithCorrelated_Anisotropic( alphaT, alpha, dotTV, dotBV, dotTL, dotBL, dotNV, dotNL );
		float D = D_GGX_Anisotropic( alphaT, alpha, dotNH, dotTH, dotBH );
	#else
		float V = V_GGX_SmithCorrelated( alpha, dotNL, dotNV );
		float D = D_GGX( alpha, dotNH );
	#endif
	return F * ( V * D );
}
vec2 LTC_Uv( const in vec3 N, const in vec3 V, const in float roughness ) {
	const float LUT_SIZE = 64.0;
	const float LUT_SCALE = ( LUT_SIZE - 1.0 ) / LUT_SIZE;
	const float LUT_BIAS = 0.5 / LUT_SIZE;
	float dotNV = saturate( dot( N, V ) );
	vec2 uv = vec2( roughness, sqrt( 1.0 - dotNV ) );
	uv = uv * LUT_SCALE + LUT_BIAS;
	return uv;
}
float LTC_ClippedSphereFormFactor( const in vec3 f ) {
	float l = length( f );
	return max( ( l * l + f.z ) / ( l + 1.0 ), 0.0 );
}
vec3 LTC_EdgeVectorFormFactor( const in vec3 v1, const in vec3 v2 ) {
	float x = dot( v1, v2 );
	float y = abs( x );
	float a = 0.8543985 + ( 0.4965155 + 0.0145206 * y ) * y;
	float b = 3.4175940 + ( 4.1616724 + y ) * y;
	float v = a / b;
	float theta_sintheta = ( x > 0.0 ) ? v : 0.5 * inversesqrt( max( 1.0 - x * x, 1e-7 ) ) - v;
	return cross( v1, v2 ) * theta_sintheta;
}
vec3 LTC_Evaluate( const in vec3 N, const in vec3 V, const in vec3 P, const in mat3 mInv, const in vec3 rectCoords[ 4 ] ) {
	vec3 v1 = rectCoords[ 1 ] - rectCoords[ 0 ];
	vec3 v2 = rectCoords[ 3 ] - rectCoords[ 0 ];
	vec3 lightNormal = cross( v1, v2 );
	if( dot( lightNormal, P - rectCoords[ 0 ] ) < 0.0 ) return vec3( 0.0 );
	vec3 T1, T2;
	T1 = normalize( V - N * dot( V, N ) );
	T2 = - cross( N, T1 );
	mat3 mat = mInv * transpose( mat3( T1, T2, N ) );
	vec3 coords[ 4 ];
	coords[ 0 ] = mat * ( rectCoords[ 0 ] - P );
	coords[ 1 ] = mat * ( rectCoords[ 1 ] - P );
	coords[ 2 ] = mat * ( rectCoords[ 2 ] - P );
	coords[ 3 ] = mat * ( rectCoords[ 3 ] - P );
	coords[ 0 ] = normalize( coords[ 0 ] );
	coords[ 1 ] = normalize( coords[ 1 ] );
	coords[ 2 ] = normalize( coords[ 2 ] );
	coords[ 3 ] = normalize( coords[ 3 ] );
	vec3 vectorFormFactor = vec3( 0.0 );
	vectorFormFactor += LTC_EdgeVectorFormFactor( coords[ 0 ], coords[ 1 ] );
	vectorFormFactor += LTC_EdgeVectorFormFactor( coords[ 1 ], coords[ 2 ] );
	vectorFormFactor += LTC_EdgeVectorFormFactor( coords[ 2 ], coords[ 3 ] );
	vectorFormFactor += LTC_EdgeVectorFormFactor( coords[ 3 ], coords[ 0 ] );
	float result = LTC_ClippedSphereFormFactor( vectorFormFactor );
	return vec3( result );
}
#if defined( USE_SHEEN )
float D_Charlie( float roughness, float dotNH ) {
	float alpha = pow2( roughness );
	float invAlpha = 1.0 / alpha;
	float cos2h = dotNH * dotNH;
	float sin2h = max( 1.0 - cos2h, 0.0078125 );
	return ( 2.0 + invAlpha ) * pow( sin2h, invAlpha * 0.5 ) / ( 2.0 * PI );
}
float V_Neubelt( float dotNV, float dotNL ) {
	return saturate( 1.0 / ( 4.0 * ( dotNL + dotNV - dotNL * dotNV ) ) );
}
vec3 BRDF_Sheen( const in vec3 lightDir, const in vec3 viewDir, const in vec3 normal, vec3 sheenColor, const in float sheenRoughness ) {
	vec3 halfDir = normalize( lightDir + viewDir );
	float dotNL = saturate( dot( normal, lightDir ) );
	float dotNV = saturate( dot( normal, viewDir ) );
	float dotNH = saturate( dot( normal, halfDir ) );
	float D = D_Charlie( sheenRoughness, dotNH );
	float V = V_Neubelt( dotNV, dotNL );
	return sheenColor * ( D * V );
}
#endif
float IBLSheenBRDF( const in vec3 normal, const in vec3 viewDir, const in float roughness ) {
	float dotNV = saturate( dot( normal, viewDir ) );
	float r2 = roughness * roughness;
	float rInv = 1.0 / ( roughness + 0.1 );
	float a = -1.9362 + 1.0678 * roughness + 0.4573 * r2 - 0.8469 * rInv;
	float b = -0.6014 + 0.5538 * roughness - 0.4670 * r2 - 0.1255 * rInv;
	float DG = exp( a * dotNV + b );
	return saturate( DG );
}
vec3 EnvironmentBRDF( const in vec3 normal, const in vec3 viewDir, const in vec3 specularColor, const in float specularF90, const in float roughness ) {
	float dotNV = saturate( dot( normal, viewDir ) );
	vec2 fab = texture2D( dfgLUT, vec2( roughness, dotNV ) ).rg;
	return specularColor * fab.x + specularF90 * fab.y;
}
#ifdef USE_IRIDESCENCE
void computeMultiscatteringIridescence( const in vec2 fab, const in vec3 specularColor, const in float specularF90, const in float iridescence, const in vec3 iridescenceF0, inout vec3 singleScatter, inout vec3 multiScatter ) {
#else
void computeMultiscattering( const in vec2 fab, const in vec3 specularColor, const in float specularF90, inout vec3 singleScatter, inout vec3 multiScatter ) {
#endif
	#ifdef USE_IRIDESCENCE
		vec3 Fr = mix( specularColor, iridescenceF0, iridescence );
	#else
		vec3 Fr = specularColor;
	#endif
	vec3 FssEss = Fr * fab.x + specularF90 * fab.y;
	float Ess = fab.x + fab.y;
	float Ems = 1.0 - Ess;
	vec3 Favg = Fr + ( 1.0 - Fr ) * 0.047619;	vec3 Fms = FssEss * Favg / ( 1.0 - Ems * Favg );
	singleScatter += FssEss;
	multiScatter += Fms * Ems;
}
#if NUM_RECT_AREA_LIGHTS > 0
	void RE_Direct_RectArea_Physical( const in RectAreaLight rectAreaLight, const in vec3 geometryPosition, const in vec3 geometryNormal, const in vec3 geometryViewDir, const in vec3 geometryClearcoatNormal, const in PhysicalMaterial material, inout ReflectedLight reflectedLight ) {
		vec3 normal = geometryNormal;
		vec3 viewDir = geometryViewDir;
		vec3 position = geometryPosition;
		vec3 lightPos = rectAreaLight.position;
		vec3 halfWidth = rectAreaLight.halfWidth;
		vec3 halfHeight = rectAreaLight.halfHeight;
		vec3 lightColor = rectAreaLight.color;
		float roughness = material.roughness;
		vec3 rectCoords[ 4 ];
		rectCoords[ 0 ] = lightPos + halfWidth - halfHeight;		rectCoords[ 1 ] = lightPos - halfWidth - halfHeight;
		rectCoords[ 2 ] = lightPos - halfWidth + halfHeight;
		rectCoords[ 3 ] = lightPos + halfWidth + halfHeight;
		vec2 uv = LTC_Uv( normal, viewDir, roughness );
		vec4 t1 = texture2D( ltc_1, uv );
		vec4 t2 = texture2D( ltc_2, uv );
		mat3 mInv = mat3(
			vec3( t1.x, 0, t1.y ),
			vec3(    0, 1,    0 ),
			vec3( t1.z, 0, t1.w )
		);
		vec3 fresnel = ( material.specularColorBlended * t2.x + ( material.specularF90 - material.specularColorBlended ) * t2.y );
		reflectedLight.directSpecular += lightColor * fresnel * LTC_Evaluate( normal, viewDir, position, mInv, rectCoords );
		reflectedLight.directDiffuse += lightColor * material.diffuseContribution * LTC_Evaluate( normal, viewDir, position, mat3( 1.0 ), rectCoords );
		#ifdef USE_CLEARCOAT
			vec3 Ncc = geometryClearcoatNormal;
			vec2 uvClearcoat = LTC_Uv( Ncc, viewDir, material.clearcoatRoughness );
			vec4 t1Clearcoat = texture2D( ltc_1, uvClearcoat );
			vec4 t2Clearcoat = texture2D( ltc_2, uvClearcoat );
			mat3 mInvClearcoat = mat3(
				vec3( t1Clearcoat.x, 0, t1Clearcoat.y ),
				vec3(             0, 1,             0 ),
				vec3( t1Clearcoat.z, 0, t1Clearcoat.w )
			);
			vec3 fresnelClearcoat = material.clearcoatF0 * t2Clearcoat.x + ( material.clearcoatF90 - material.clearcoatF0 ) * t2Clearcoat.y;
			clearcoatSpecularDirect += lightColor * fresnelClearcoat * LTC_Evaluate( Ncc, viewDir, position, mInvClearcoat, rectCoords );
		#endif
	}
#endif
void RE_Direct_Physical( const in IncidentLight directLight, const in vec3 geometryPosition, const in vec3 geometryNormal, const in vec3 geometryViewDir, const in vec3 geometryClearcoatNormal, const in PhysicalMaterial material, inout ReflectedLight reflectedLight ) {
	float dotNL = saturate( dot( geometryNormal, directLight.direction ) );
	vec3 irradiance = dotNL * directLight.color;
	#ifdef USE_CLEARCOAT
		float dotNLcc = saturate( dot( geometryClearcoatNormal, directLight.direction ) );
		vec3 ccIrradiance = dotNLcc * directLight.color;
		clearcoatSpecularDirect += ccIrradiance * BRDF_GGX_Clearcoat( directLight.direction, geometryViewDir, geometryClearcoatNormal, material );
	#endif
	#ifdef USE_SHEEN
 
 		sheenSpecularDirect += irradiance * BRDF_Sheen( directLight.direction, geometryViewDir, geometryNormal, material.sheenColor, material.sheenRoughness );
 
 		float sheenAlbedoV = IBLSheenBRDF( geometryNormal, geometryViewDir, material.sheenRoughness );
 		float sheenAlbedoL = IBLSheenBRDF( geometryNormal, directLight.direction, material.sheenRoughness );
 
 		float sheenEnergyComp = 1.0 - max3( material.sheenColor ) * max( sheenAlbedoV, sheenAlbedoL );
 
 		irradiance *= sheenEnergyComp;
 
 	#endif
	vec3 specularBRDF = BRDF_GGX( directLight.direction, geometryViewDir, geometryNormal, material );
	#ifdef USE_RETROREFLECTION
		vec3 retroViewDir = reflect( - geometryViewDir, geometryNormal );
		vec3 retroSpecularBRDF = BRDF_GGX( directLight.direction, retroViewDir, geometryNormal, material );
		specularBRDF = mix( specularBRDF, retroSpecularBRDF, saturate( material.retroreflectivity ) );
	#endif
	reflectedLight.directSpecular += irradiance * specularBRDF * material.multiScatteringCompensation;
	vec3 halfDir = normalize( directLight.direction + geometryViewDir );
	float dotVH = saturate( dot( geometryViewDir, halfDir ) );
	vec3 F = F_Schlick( material.specularColor, material.specularF90, dotVH );
	#ifdef USE_RETROREFLECTION
		vec3 retroHalfDir = normalize( directLight.direction + retroViewDir );
		float dotRetroVH = saturate( dot( retroViewDir, retroHalfDir ) );
		vec3 retroF = F_Schlick( material.specularColor, material.specularF90, dotRetroVH );
		F = mix( F, retroF, saturate( material.retroreflectivity ) );
	#endif
	#ifdef USE_DIFFUSE_ROUGHNESS
		vec3 diffuseBRDF = BRDF_EON( directLight.direction, geometryViewDir, geometryNormal, material.diffuseColor, material.diffuseRoughness ) * ( 1.0 - material.metalness );
	#else
		vec3 diffuseBRDF = BRDF_Lambert( material.diffuseContribution );
	#endif
	reflectedLight.directDiffuse += irradiance * diffuseBRDF * ( 1.0 - F );
}
void RE_IndirectDiffuse_Physical( const in vec3 irradiance, const in vec3 geometryPosition, const in vec3 geometryNormal, const in vec3 geometryViewDir, const in vec3 geometryClearcoatNormal, const in PhysicalMaterial material, inout ReflectedLight reflectedLight ) {
	vec3 singleScattering = vec3( 0.0 );
	vec3 multiScattering = vec3( 0.0 );
	#ifdef USE_IRIDESCENCE
		computeMultiscatteringIridescence( material.dfg, material.specularColor, material.specularF90, material.iridescence, material.iridescenceF0Dielectric, singleScattering, multiScattering );
	#else
		computeMultiscattering( material.dfg, material.specularColor, material.specularF90, singleScattering, multiScattering );
	#endif
	#ifdef USE_DIFFUSE_ROUGHNESS
		float dotNV = saturate( dot( geometryNormal, geometryViewDir ) );
		vec3 diffuseAlbedo = EON_DirectionalAlbedo( material.diffuseColor, material.diffuseRoughness, dotNV ) * ( 1.0 - material.metalness );
		vec3 diffuse = irradiance * RECIPROCAL_PI * diffuseAlbedo * ( 1.0 - singleScattering - multiScattering );
	#else
		vec3 diffuse = irradiance * BRDF_Lambert( material.diffuseContribution ) * ( 1.0 - singleScattering - multiScattering );
	#endif
	#ifdef USE_SHEEN
		float sheenAlbedo = IBLSheenBRDF( geometryNormal, geometryViewDir, material.sheenRoughness );
		sheenSpecularIndirect += irradiance * material.sheenColor * sheenAlbedo * RECIPROCAL_PI;
		float sheenEnergyComp = 1.0 - max3( material.sheenColor ) * sheenAlbedo;
		diffuse *= sheenEnergyComp;
	#endif
	reflectedLight.indirectDiffuse += diffuse;
}
void RE_IndirectSpecular_Physical( const in vec3 radiance, const in vec3 irradiance, const in vec3 clearcoatRadiance, const in vec3 geometryPosition, const in vec3 geometryNormal, const in vec3 geometryViewDir, const in vec3 geometryClearcoatNormal, const in PhysicalMaterial material, inout ReflectedLight reflectedLight) {
	#ifdef USE_CLEARCOAT
		clearcoatSpecularIndirect += clearcoatRadiance * EnvironmentBRDF( geometryClearcoatNormal, geometryViewDir, material.clearcoatF0, material.clearcoatF90, material.clearcoatRoughness );
	#endif
	#ifdef USE_SHEEN
		sheenSpecularIndirect += irradiance * material.sheenColor * IBLSheenBRDF( geometryNormal, geometryViewDir, material.sheenRoughness ) * RECIPROCAL_PI;
 	#endif
	vec3 singleScatteringDielectric = vec3( 0.0 );
	vec3 multiScatteringDielectric = vec3( 0.0 );
	vec3 singleScatteringMetallic = vec3( 0.0 );
	vec3 multiScatteringMetallic = vec3( 0.0 );
	#ifdef USE_IRIDESCENCE
		computeMultiscatteringIridescence( material.dfg, material.specularColor, material.specularF90, material.iridescence, material.iridescenceF0Dielectric, singleScatteringDielectric, multiScatteringDielectric );
		computeMultiscatteringIridescence( material.dfg, material.diffuseColor, material.specularF90, material.iridescence, material.iridescenceF0Metallic, singleScatteringMetallic, multiScatteringMetallic );
	#else
		computeMultiscattering( material.dfg, material.specularColor, material.specularF90, singleScatteringDielectric, multiScatteringDielectric );
		computeMultiscattering( material.dfg, material.diffuseColor, material.specularF90, singleScatteringMetallic, multiScatteringMetallic );
	#endif
	vec3 singleScattering = mix( singleScatteringDielectric, singleScatteringMetallic, material.metalness );
	vec3 multiScattering = mix( multiScatteringDielectric, multiScatteringMetallic, material.metalness );
	vec3 totalScatteringDielectric = singleScatteringDielectric + multiScatteringDielectric;
	#ifdef USE_DIFFUSE_ROUGHNESS
		float dotNV = saturate( dot( geometryNormal, geometryViewDir ) );
		vec3 diffuse = EON_DirectionalAlbedo( material.diffuseColor, material.diffuseRoughness, dotNV ) * ( 1.0 - material.metalness ) * ( 1.0 - totalScatteringDielectric );
	#else
		vec3 diffuse = material.diffuseContribution * ( 1.0 - totalScatteringDielectric );
	#endif
	vec3 cosineWeightedIrradiance = irradiance * RECIPROCAL_PI;
	vec3 indirectSpecular = radiance * singleScattering;
	indirectSpecular += multiScattering * cosineWeightedIrradiance;
	vec3 indirectDiffuse = diffuse * cosineWeightedIrradiance;
	#ifdef USE_SHEEN
		float sheenAlbedo = IBLSheenBRDF( geometryNormal, geometryViewDir, material.sheenRoughness );
		float sheenEnergyComp = 1.0 - max3( material.sheenColor ) * sheenAlbedo;
		indirectSpecular *= sheenEnergyComp;
		indirectDiffuse *= sheenEnergyComp;
	#endif
	reflectedLight.indirectSpecular += indirectSpecular;
	reflectedLight.indirectDiffuse += indirectDiffuse;
}
#define RE_Direct				RE_Direct_Physical
#define RE_Direct_RectArea		RE_Direct_RectArea_Physical
#define RE_IndirectDiffuse		RE_IndirectDiffuse_Physical
#define RE_IndirectSpecular		RE_IndirectSpecular_Physical
float computeSpecularOcclusion( const in float dotNV, const in float ambientOcclusion, const in float roughness ) {
	return saturate( pow( dotNV + ambientOcclusion, exp2( - 16.0 * roughness - 1.0 ) ) - 1.0 + ambientOcclusion );
}`,MD=`
vec3 geometryPosition = - vViewPosition;
vec3 geometryNormal = normal;
vec3 geometryViewDir = ( isOrthographic ) ? vec3( 0, 0, 1 ) : normalize( vViewPosition );
vec3 geometryClearcoatNormal = vec3( 0.0 );
#ifdef USE_CLEARCOAT
	geometryClearcoatNormal = clearcoatNormal;
#endif
#ifdef USE_IRIDESCENCE
	float dotNVi = saturate( dot( normal, geometryViewDir ) );
	if ( material.iridescenceThickness == 0.0 ) {
		material.iridescence = 0.0;
	} else {
		material.iridescence = saturate( material.iridescence );
	}
	if ( material.iridescence > 0.0 ) {
		vec3 iridescenceFresnelDielectric = evalIridescence( 1.0, material.iridescenceIOR, dotNVi, material.iridescenceThickness, material.specularColor );
		vec3 iridescenceFresnelMetallic = evalIridescence( 1.0, material.iridescenceIOR, dotNVi, material.iridescenceThickness, material.diffuseColor );
		material.iridescenceFresnel = mix( iridescenceFresnelDielectric, iridescenceFresnelMetallic, material.metalness );
		material.iridescenceF0Dielectric = Schlick_to_F0( iridescenceFresnelDielectric, 1.0, dotNVi );
		material.iridescenceF0Metallic = Schlick_to_F0( iridescenceFresnelMetallic, 1.0, dotNVi );
	}
#endif
#ifdef STANDARD
	float dotNVms = saturate( dot( geometryNormal, geometryViewDir ) );
	material.dfg = texture2D( dfgLUT, vec2( material.roughness, dotNVms ) ).rg;
	#if ( NUM_SUN_LIGHTS > 0 || NUM_DIR_LIGHTS > 0 || NUM_POINT_LIGHTS > 0 || NUM_SPOT_LIGHTS > 0 )
		float EssMs = material.dfg.x + material.dfg.y;
		material.multiScatteringCompensation = 1.0 + material.specularColorBlended * ( 1.0 / EssMs - 1.0 );
	#endif
#endif
IncidentLight directLight;
#if ( NUM_POINT_LIGHTS > 0 ) && defined( RE_Direct )
	PointLight pointLight;
	#if defined( USE_SHADOWMAP ) && NUM_POINT_LIGHT_SHADOWS > 0
	PointLightShadow pointLightShadow;
	#endif
	#pragma unroll_loop_start
	for ( int i = 0; i < NUM_POINT_LIGHTS; i ++ ) {
		pointLight = pointLights[ i ];
		getPointLightInfo( pointLight, geometryPosition, directLight );
		#if defined( USE_SHADOWMAP ) && ( UNROLLED_LOOP_INDEX < NUM_POINT_LIGHT_SHADOWS ) && ( defined( SHADOWMAP_TYPE_PCF ) || defined( SHADOWMAP_TYPE_BASIC ) )
		pointLightShadow = pointLightShadows[ i ];
		directLight.color *= ( directLight.visible && receiveShadow ) ? getPointShadow( pointShadowMap[ i ], pointLightShadow.shadowMapSize, pointLightShadow.shadowIntensity, pointLightShadow.shadowBias, pointLightShadow.shadowRadius, vPointShadowCoord[ i ], pointLightShadow.shadowCameraNear, pointLightShadow.shadowCameraFar ) : 1.0;
		#endif
		RE_Direct( directLight, geometryPosition, geometryNormal, geometryViewDir, geometryClearcoatNormal, material, reflectedLight );
	}
	#pragma unroll_loop_end
#endif
#if ( NUM_SPOT_LIGHTS > 0 ) && defined( RE_Direct )
	SpotLight spotLight;
	vec4 spotColor;
	vec3 spotLightCoord;
	bool inSpotLightMap;
	#if defined( USE_SHADOWMAP ) && NUM_SPOT_LIGHT_SHADOWS > 0
	SpotLightShadow spotLightShadow;
	#endif
	#pragma unroll_loop_start
	for ( int i = 0; i < NUM_SPOT_LIGHTS; i ++ ) {
		spotLight = spotLights[ i ];
		getSpotLightInfo( spotLight, geometryPosition, directLight );
		#if ( UNROLLED_LOOP_INDEX < NUM_SPOT_LIGHT_SHADOWS_WITH_MAPS )
		#define SPOT_LIGHT_MAP_INDEX UNROLLED_LOOP_INDEX
		#elif ( UNROLLED_LOOP_INDEX < NUM_SPOT_LIGHT_SHADOWS )
		#define SPOT_LIGHT_MAP_INDEX NUM_SPOT_LIGHT_MAPS
		#else
		#define SPOT_LIGHT_MAP_INDEX ( UNROLLED_LOOP_INDEX - NUM_SPOT_LIGHT_SHADOWS + NUM_SPOT_LIGHT_SHADOWS_WITH_MAPS )
		#endif
		#if ( SPOT_LIGHT_MAP_INDEX < NUM_SPOT_LIGHT_MAPS )
			spotLightCoord = vSpotLightCoord[ i ].xyz / vSpotLightCoord[ i ].w;
			inSpotLightMap = all( lessThan( abs( spotLightCoord * 2. - 1. ), vec3( 1.0 ) ) );
			spotColor = texture2D( spotLightMap[ SPOT_LIGHT_MAP_INDEX ], spotLightCoord.xy );
			directLight.color = inSpotLightMap ? directLight.color * spotColor.rgb : directLight.color;
		#endif
		#undef SPOT_LIGHT_MAP_INDEX
		#if defined( USE_SHADOWMAP ) && ( UNROLLED_LOOP_INDEX < NUM_SPOT_LIGHT_SHADOWS )
		spotLightShadow = spotLightShadows[ i ];
		directLight.color *= ( directLight.visible && receiveShadow ) ? getShadow( spotShadowMap[ i ], spotLightShadow.shadowMapSize, spotLightShadow.shadowIntensity, spotLightShadow.shadowBias, spotLightShadow.shadowRadius, vSpotLightCoord[ i ] ) : 1.0;
		#endif
		RE_Direct( directLight, geometryPosition, geometryNormal, geometryViewDir, geometryClearcoatNormal, material, reflectedLight );
	}
	#pragma unroll_loop_end
#endif
#if ( NUM_SUN_LIGHTS > 0 ) && defined( RE_Direct )
	SunLight sunLight;
	#if defined( USE_SHADOWMAP ) && NUM_SUN_LIGHT_SHADOWS > 0
	SunLightShadow sunLightShadow;
	#endif
	#pragma unroll_loop_start
	for ( int i = 0; i < NUM_SUN_LIGHTS; i ++ ) {
		sunLight = sunLights[ i ];
		getSunLightInfo( sunLight, directLight );
		#if defined( USE_SHADOWMAP ) && ( UNROLLED_LOOP_INDEX < NUM_SUN_LIGHT_SHADOWS )
		sunLightShadow = sunLightShadows[ i ];
		directLight.color *= ( directLight.visible && receiveShadow ) ? getSunShadow( sunShadowMap[ i ], sunLightShadow, UNROLLED_LOOP_INDEX ) : 1.0;
		#endif
		RE_Direct( directLight, geometryPosition, geometryNormal, geometryViewDir, geometryClearcoatNormal, material, reflectedLight );
	}
	#pragma unroll_loop_end
#endif
#if ( NUM_DIR_LIGHTS > 0 ) && defined( RE_Direct )
	DirectionalLight directionalLight;
	#if defined( USE_SHADOWMAP ) && NUM_DIR_LIGHT_SHADOWS > 0
	DirectionalLightShadow directionalLightShadow;
	#endif
	#pragma unroll_loop_start
	for ( int i = 0; i < NUM_DIR_LIGHTS; i ++ ) {
		directionalLight = directionalLights[ i ];
		getDirectionalLightInfo( directionalLight, directLight );
		#if defined( USE_SHADOWMAP ) && ( UNROLLED_LOOP_INDEX < NUM_DIR_LIGHT_SHADOWS )
		directionalLightShadow = directionalLightShadows[ i ];
		directLight.color *= ( directLight.visible && receiveShadow ) ? getShadow( directionalShadowMap[ i ], directionalLightShadow.shadowMapSize, directionalLightShadow.shadowIntensity, directionalLightShadow.shadowBias, directionalLightShadow.shadowRadius, vDirectionalShadowCoord[ i ] ) : 1.0;
		#endif
		RE_Direct( directLight, geometryPosition, geometryNormal, geometryViewDir, geometryClearcoatNormal, material, reflectedLight );
	}
	#pragma unroll_loop_end
#endif
#if ( NUM_RECT_AREA_LIGHTS > 0 ) && defined( RE_Direct_RectArea )
	RectAreaLight rectAreaLight;
	#pragma unroll_loop_start
	for ( int i = 0; i < NUM_RECT_AREA_LIGHTS; i ++ ) {
		rectAreaLight = rectAreaLights[ i ];
		RE_Direct_RectArea( rectAreaLight, geometryPosition, geometryNormal, geometryViewDir, geometryClearcoatNormal, material, reflectedLight );
	}
	#pragma unroll_loop_end
#endif
#if defined( RE_IndirectDiffuse )
	vec3 iblIrradiance = vec3( 0.0 );
	vec3 irradiance = getAmbientLightIrradiance( ambientLightColor );
	#if defined( USE_LIGHT_PROBES )
		irradiance += getLightProbeIrradiance( lightProbe, geometryNormal );
	#endif
	#if ( NUM_HEMI_LIGHTS > 0 )
		#pragma unroll_loop_start
		for ( int i = 0; i < NUM_HEMI_LIGHTS; i ++ ) {
			irradiance += getHemisphereLightIrradiance( hemisphereLights[ i ], geometryNormal );
		}
		#pragma unroll_loop_end
	#endif
	#if NUM_LIGHT_PROBE_GRIDS > 0
		vec3 probeWorldPos = ( ( vec4( geometryPosition, 1.0 ) - viewMatrix[ 3 ] ) * viewMatrix ).xyz;
		vec3 probeWorldNormal = transformNormalByInverseViewMatrix( geometryNormal, viewMatrix );
		int probeGrid = - 1;
		#pragma unroll_loop_start
		for ( int i = 0; i < NUM_LIGHT_PROBE_GRIDS; i ++ ) {
			if ( isInsideLightProbeGrid( probeWorldPos, probeWorldNormal, probesMin[ i ], probesMax[ i ], probesResolution[ i ] ) ) probeGrid = UNROLLED_LOOP_INDEX;
		}
		#pragma unroll_loop_end
		#pragma unroll_loop_start
		for ( int i = 0; i < NUM_LIGHT_PROBE_GRIDS; i ++ ) {
			if ( probeGrid == UNROLLED_LOOP_INDEX ) irradiance += getLightProbeGridIrradiance( probesSH[ i ], probesMin[ i ], probesMax[ i ], probesResolution[ i ], probeWorldPos, probeWorldNormal );
		}
		#pragma unroll_loop_end
	#endif
#endif
#if defined( RE_IndirectSpecular )
	vec3 radiance = vec3( 0.0 );
	vec3 clearcoatRadiance = vec3( 0.0 );
#endif`,SD=`#if defined( RE_IndirectDiffuse )
	#ifdef USE_LIGHTMAP
		vec4 lightMapTexel = texture2D( lightMap, vLightMapUv );
		vec3 lightMapIrradiance = lightMapTexel.rgb * lightMapIntensity;
		irradiance += lightMapIrradiance;
	#endif
	#if defined( USE_ENVMAP ) && defined( ENVMAP_TYPE_PMREM )
		#if defined( STANDARD ) || defined( LAMBERT ) || defined( PHONG )
			iblIrradiance += getIBLIrradiance( geometryNormal );
		#endif
	#endif
#endif
#if defined( USE_ENVMAP ) && defined( RE_IndirectSpecular )
	#ifdef USE_ANISOTROPY
		vec3 iblRadiance = getIBLAnisotropyRadiance( geometryViewDir, geometryNormal, material.roughness, material.anisotropyB, material.anisotropy );
	#else
		vec3 iblRadiance = getIBLRadiance( geometryViewDir, geometryNormal, material.roughness );
	#endif
	#ifdef USE_RETROREFLECTION
		#ifdef USE_ANISOTROPY
			vec3 retroIBLRadiance = getIBLAnisotropyRetroRadiance( geometryViewDir, geometryNormal, material.roughness, material.anisotropyB, material.anisotropy );
		#else
			vec3 retroIBLRadiance = getIBLRetroRadiance( geometryViewDir, geometryNormal, material.roughness );
		#endif
		iblRadiance = mix( iblRadiance, retroIBLRadiance, saturate( material.retroreflectivity ) );
	#endif
	radiance += iblRadiance;
	#ifdef USE_CLEARCOAT
		clearcoatRadiance += getIBLRadiance( geometryViewDir, geometryClearcoatNormal, material.clearcoatRoughness );
	#endif
#endif`,wD=`#if defined( RE_IndirectDiffuse )
	#if defined( LAMBERT ) || defined( PHONG )
		irradiance += iblIrradiance;
	#endif
	RE_IndirectDiffuse( irradiance, geometryPosition, geometryNormal, geometryViewDir, geometryClearcoatNormal, material, reflectedLight );
#endif
#if defined( RE_IndirectSpecular )
	RE_IndirectSpecular( radiance, iblIrradiance, clearcoatRadiance, geometryPosition, geometryNormal, geometryViewDir, geometryClearcoatNormal, material, reflectedLight );
#endif`,TD=`#if NUM_LIGHT_PROBE_GRIDS > 0
uniform highp sampler3D probesSH[ NUM_LIGHT_PROBE_GRIDS ];
uniform vec3 probesMin[ NUM_LIGHT_PROBE_GRIDS ];
uniform vec3 probesMax[ NUM_LIGHT_PROBE_GRIDS ];
uniform vec3 probesResolution[ NUM_LIGHT_PROBE_GRIDS ];
bool isInsideLightProbeGrid( vec3 worldPos, vec3 worldNormal, vec3 probesMin, vec3 probesMax, vec3 probesResolution ) {
	vec3 spacing = ( probesMax - probesMin ) / probesResolution;
	vec3 samplePos = worldPos + worldNormal * spacing * 0.5;
	vec3 margin = spacing * 0.01;
	return all( greaterThanEqual( samplePos, probesMin - margin ) ) && all( lessThanEqual( samplePos, probesMax + margin ) );
}
vec3 getLightProbeGridIrradiance( highp sampler3D probesSH, vec3 probesMin, vec3 probesMax, vec3 probesResolution, vec3 worldPos, vec3 worldNormal ) {
	vec3 res = probesResolution;
	vec3 gridRange = probesMax - probesMin;
	vec3 probeSpacing = gridRange / res;
	vec3 samplePos = worldPos + worldNormal * probeSpacing * 0.5;
	vec3 uvw = clamp( ( samplePos - probesMin ) / gridRange, 0.5 / res, 1.0 - 0.5 / res );
	float nz          = res.z;
	float paddedSlices = nz + 2.0;
	float atlasDepth  = 7.0 * paddedSlices;
	float uvZBase     = uvw.z * nz + 1.0;
	vec4 s0 = texture( probesSH, vec3( uvw.xy, ( uvZBase                       ) / atlasDepth ) );
	vec4 s1 = texture( probesSH, vec3( uvw.xy, ( uvZBase +       paddedSlices   ) / atlasDepth ) );
	vec4 s2 = texture( probesSH, vec3( uvw.xy, ( uvZBase + 2.0 * paddedSlices   ) / atlasDepth ) );
	vec4 s3 = texture( probesSH, vec3( uvw.xy, ( uvZBase + 3.0 * paddedSlices   ) / atlasDepth ) );
	vec4 s4 = texture( probesSH, vec3( uvw.xy, ( uvZBase + 4.0 * paddedSlices   ) / atlasDepth ) );
	vec4 s5 = texture( probesSH, vec3( uvw.xy, ( uvZBase + 5.0 * paddedSlices   ) / atlasDepth ) );
	vec4 s6 = texture( probesSH, vec3( uvw.xy, ( uvZBase + 6.0 * paddedSlices   ) / atlasDepth ) );
	vec3 c0 = s0.xyz;
	vec3 c1 = vec3( s0.w, s1.xy );
	vec3 c2 = vec3( s1.zw, s2.x );
	vec3 c3 = s2.yzw;
	vec3 c4 = s3.xyz;
	vec3 c5 = vec3( s3.w, s4.xy );
	vec3 c6 = vec3( s4.zw, s5.x );
	vec3 c7 = s5.yzw;
	vec3 c8 = s6.xyz;
	float x = worldNormal.x, y = worldNormal.y, z = worldNormal.z;
	vec3 result = c0 * 0.886227;
	result += c1 * 2.0 * 0.511664 * y;
	result += c2 * 2.0 * 0.511664 * z;
	result += c3 * 2.0 * 0.511664 * x;
	result += c4 * 2.0 * 0.429043 * x * y;
	result += c5 * 2.0 * 0.429043 * y * z;
	result += c6 * ( 0.743125 * z * z - 0.247708 );
	result += c7 * 2.0 * 0.429043 * x * z;
	result += c8 * 0.429043 * ( x * x - y * y );
	return max( result, vec3( 0.0 ) );
}
#endif`,AD=`#if defined( USE_LOGARITHMIC_DEPTH_BUFFER )
	gl_FragDepth = vIsPerspective == 0.0 ? gl_FragCoord.z : log2( vFragDepth ) * logDepthBufFC * 0.5;
#endif`,ED=`#if defined( USE_LOGARITHMIC_DEPTH_BUFFER )
	uniform float logDepthBufFC;
	varying float vFragDepth;
	varying float vIsPerspective;
#endif`,CD=`#ifdef USE_LOGARITHMIC_DEPTH_BUFFER
	varying float vFragDepth;
	varying float vIsPerspective;
#endif`,RD=`#ifdef USE_LOGARITHMIC_DEPTH_BUFFER
	vFragDepth = 1.0 + gl_Position.w;
	vIsPerspective = float( isPerspectiveMatrix( projectionMatrix ) );
#endif`,ID=`#ifdef USE_MAP
	vec4 sampledDiffuseColor = texture2D( map, vMapUv );
	#ifdef DECODE_VIDEO_TEXTURE
		sampledDiffuseColor = sRGBTransferEOTF( sampledDiffuseColor );
	#endif
	diffuseColor *= sampledDiffuseColor;
#endif`,PD=`#ifdef USE_MAP
	uniform sampler2D map;
#endif`,LD=`#if defined( USE_MAP ) || defined( USE_ALPHAMAP )
	#if defined( USE_POINTS_UV )
		vec2 uv = vUv;
	#else
		vec2 uv = ( uvTransform * vec3( gl_PointCoord.x, 1.0 - gl_PointCoord.y, 1 ) ).xy;
	#endif
#endif
#ifdef USE_MAP
	diffuseColor *= texture2D( map, uv );
#endif
#ifdef USE_ALPHAMAP
	diffuseColor.a *= texture2D( alphaMap, uv ).g;
#endif`,ND=`#if defined( USE_POINTS_UV )
	varying vec2 vUv;
#else
	#if defined( USE_MAP ) || defined( USE_ALPHAMAP )
		uniform mat3 uvTransform;
	#endif
#endif
#ifdef USE_MAP
	uniform sampler2D map;
#endif
#ifdef USE_ALPHAMAP
	uniform sampler2D alphaMap;
#endif`,DD=`float metalnessFactor = metalness;
#ifdef USE_METALNESSMAP
	vec4 texelMetalness = texture2D( metalnessMap, vMetalnessMapUv );
	metalnessFactor *= texelMetalness.b;
#endif`,UD=`#ifdef USE_METALNESSMAP
	uniform sampler2D metalnessMap;
#endif`,FD=`#ifdef USE_INSTANCING_MORPH
	float morphTargetInfluences[ MORPHTARGETS_COUNT ];
	float morphTargetBaseInfluence = texelFetch( morphTexture, ivec2( 0, gl_InstanceID ), 0 ).r;
	for ( int i = 0; i < MORPHTARGETS_COUNT; i ++ ) {
		morphTargetInfluences[i] =  texelFetch( morphTexture, ivec2( i + 1, gl_InstanceID ), 0 ).r;
	}
#endif`,OD=`#if defined( USE_MORPHCOLORS )
	#if defined( USE_COLOR_ALPHA )
		vColor *= morphTargetBaseInfluence;
	#elif defined( USE_COLOR )
		vColor.rgb *= morphTargetBaseInfluence;
	#endif
	for ( int i = 0; i < MORPHTARGETS_COUNT; i ++ ) {
		#if defined( USE_COLOR_ALPHA )
			if ( morphTargetInfluences[ i ] != 0.0 ) vColor += getMorph( gl_VertexID, i, 2 ) * morphTargetInfluences[ i ];
		#elif defined( USE_COLOR )
			if ( morphTargetInfluences[ i ] != 0.0 ) vColor.rgb += getMorph( gl_VertexID, i, 2 ).rgb * morphTargetInfluences[ i ];
		#endif
	}
#endif`,BD=`#ifdef USE_MORPHNORMALS
	objectNormal *= morphTargetBaseInfluence;
	for ( int i = 0; i < MORPHTARGETS_COUNT; i ++ ) {
		if ( morphTargetInfluences[ i ] != 0.0 ) objectNormal += getMorph( gl_VertexID, i, 1 ).xyz * morphTargetInfluences[ i ];
	}
#endif`,kD=`#ifdef USE_MORPHTARGETS
	#ifndef USE_INSTANCING_MORPH
		uniform float morphTargetBaseInfluence;
		uniform float morphTargetInfluences[ MORPHTARGETS_COUNT ];
	#endif
	uniform sampler2DArray morphTargetsTexture;
	uniform ivec2 morphTargetsTextureSize;
	vec4 getMorph( const in int vertexIndex, const in int morphTargetIndex, const in int offset ) {
		int texelIndex = vertexIndex * MORPHTARGETS_TEXTURE_STRIDE + offset;
		int y = texelIndex / morphTargetsTextureSize.x;
		int x = texelIndex - y * morphTargetsTextureSize.x;
		ivec3 morphUV = ivec3( x, y, morphTargetIndex );
		return texelFetch( morphTargetsTexture, morphUV, 0 );
	}
#endif`,zD=`#ifdef USE_MORPHTARGETS
	transformed *= morphTargetBaseInfluence;
	for ( int i = 0; i < MORPHTARGETS_COUNT; i ++ ) {
		if ( morphTargetInfluences[ i ] != 0.0 ) transformed += getMorph( gl_VertexID, i, 0 ).xyz * morphTargetInfluences[ i ];
	}
#endif`,GD=`float faceDirection = gl_FrontFacing ? 1.0 : - 1.0;
#ifdef FLAT_SHADED
	vec3 fdx = dFdx( vViewPosition );
	vec3 fdy = dFdy( vViewPosition );
	vec3 normal = normalize( cross( fdx, fdy ) );
#else
	vec3 normal = normalize( vNormal );
	#ifdef DOUBLE_SIDED
		normal *= faceDirection;
	#endif
#endif
#if defined( USE_NORMALMAP_TANGENTSPACE ) || defined( USE_CLEARCOAT_NORMALMAP ) || defined( USE_ANISOTROPY )
	#ifdef USE_TANGENT
		mat3 tbn = mat3( normalize( vTangent ), normalize( vBitangent ), normal );
	#else
		mat3 tbn = getTangentFrame( - vViewPosition, normal,
		#if defined( USE_NORMALMAP )
			vNormalMapUv
		#elif defined( USE_CLEARCOAT_NORMALMAP )
			vClearcoatNormalMapUv
		#else
			vUv
		#endif
		);
	#endif
	#ifdef DOUBLE_SIDED
		tbn[0] *= faceDirection;
		tbn[1] *= faceDirection;
	#endif
#endif
#ifdef USE_CLEARCOAT_NORMALMAP
	#ifdef USE_TANGENT
		mat3 tbn2 = mat3( normalize( vTangent ), normalize( vBitangent ), normal );
	#else
		mat3 tbn2 = getTangentFrame( - vViewPosition, normal, vClearcoatNormalMapUv );
	#endif
	#ifdef DOUBLE_SIDED
		tbn2[0] *= faceDirection;
		tbn2[1] *= faceDirection;
	#endif
#endif
vec3 nonPerturbedNormal = normal;`,VD=`#ifdef USE_NORMALMAP_OBJECTSPACE
	normal = texture2D( normalMap, vNormalMapUv ).xyz * 2.0 - 1.0;
	#ifdef FLIP_SIDED
		normal = - normal;
	#endif
	#ifdef DOUBLE_SIDED
		normal = normal * faceDirection;
	#endif
	normal = normalize( normalMatrix * normal );
#elif defined( USE_NORMALMAP_TANGENTSPACE )
	vec3 mapN = texture2D( normalMap, vNormalMapUv ).xyz * 2.0 - 1.0;
	#if defined( USE_PACKED_NORMALMAP )
		mapN = vec3( mapN.xy, sqrt( saturate( 1.0 - dot( mapN.xy, mapN.xy ) ) ) );
	#endif
	mapN.xy *= normalScale;
	normal = normalize( tbn * mapN );
#elif defined( USE_BUMPMAP )
	normal = perturbNormalArb( - vViewPosition, normal, dHdxy_fwd(), faceDirection );
#endif`,HD=`#ifndef FLAT_SHADED
	varying vec3 vNormal;
	#ifdef USE_TANGENT
		varying vec3 vTangent;
		varying vec3 vBitangent;
	#endif
#endif`,WD=`#ifndef FLAT_SHADED
	varying vec3 vNormal;
	#ifdef USE_TANGENT
		varying vec3 vTangent;
		varying vec3 vBitangent;
	#endif
#endif`,$D=`#ifndef FLAT_SHADED
	vNormal = normalize( transformedNormal );
	#ifdef USE_TANGENT
		vTangent = normalize( transformedTangent );
		vBitangent = normalize( cross( vNormal, vTangent ) * tangent.w );
		#ifdef FLIP_SIDED
			vBitangent = - vBitangent;
		#endif
	#endif
#endif`,XD=`#ifdef USE_NORMALMAP
	uniform sampler2D normalMap;
	uniform vec2 normalScale;
#endif
#ifdef USE_NORMALMAP_OBJECTSPACE
	uniform mat3 normalMatrix;
#endif
#if ! defined ( USE_TANGENT ) && ( defined ( USE_NORMALMAP_TANGENTSPACE ) || defined ( USE_CLEARCOAT_NORMALMAP ) || defined( USE_ANISOTROPY ) )
	mat3 getTangentFrame( vec3 eye_pos, vec3 surf_norm, vec2 uv ) {
		vec3 q0 = dFdx( eye_pos.xyz );
		vec3 q1 = dFdy( eye_pos.xyz );
		vec2 st0 = dFdx( uv.st );
		vec2 st1 = dFdy( uv.st );
		vec3 N = surf_norm;
		vec3 q1perp = cross( q1, N );
		vec3 q0perp = cross( N, q0 );
		vec3 T = q1perp * st0.x + q0perp * st1.x;
		vec3 B = q1perp * st0.y + q0perp * st1.y;
		float det = max( dot( T, T ), dot( B, B ) );
		float scale = ( det == 0.0 ) ? 0.0 : inversesqrt( det );
		return mat3( T * scale, B * scale, N );
	}
#endif`,qD=`#ifdef USE_CLEARCOAT
	vec3 clearcoatNormal = nonPerturbedNormal;
#endif`,YD=`#ifdef USE_CLEARCOAT_NORMALMAP
	vec3 clearcoatMapN = texture2D( clearcoatNormalMap, vClearcoatNormalMapUv ).xyz * 2.0 - 1.0;
	clearcoatMapN.xy *= clearcoatNormalScale;
	clearcoatNormal = normalize( tbn2 * clearcoatMapN );
#endif`,ZD=`#ifdef USE_CLEARCOATMAP
	uniform sampler2D clearcoatMap;
#endif
#ifdef USE_CLEARCOAT_NORMALMAP
	uniform sampler2D clearcoatNormalMap;
	uniform vec2 clearcoatNormalScale;
#endif
#ifdef USE_CLEARCOAT_ROUGHNESSMAP
	uniform sampler2D clearcoatRoughnessMap;
#endif`,JD=`#ifdef USE_IRIDESCENCEMAP
	uniform sampler2D iridescenceMap;
#endif
#ifdef USE_IRIDESCENCE_THICKNESSMAP
	uniform sampler2D iridescenceThicknessMap;
#endif`,KD=`#ifdef OPAQUE
diffuseColor.a = 1.0;
#endif
#ifdef USE_TRANSMISSION
diffuseColor.a *= material.transmissionAlpha;
#endif
gl_FragColor = vec4( outgoingLight, diffuseColor.a );`,QD=`vec3 packNormalToRGB( const in vec3 normal ) {
	return normalize( normal ) * 0.5 + 0.5;
}
vec3 unpackRGBToNormal( const in vec3 rgb ) {
	return 2.0 * rgb.xyz - 1.0;
}
const float PackUpscale = 256. / 255.;const float UnpackDownscale = 255. / 256.;const float ShiftRight8 = 1. / 256.;
const float Inv255 = 1. / 255.;
const vec4 PackFactors = vec4( 1.0, 256.0, 256.0 * 256.0, 256.0 * 256.0 * 256.0 );
const vec2 UnpackFactors2 = vec2( UnpackDownscale, 1.0 / PackFactors.g );
const vec3 UnpackFactors3 = vec3( UnpackDownscale / PackFactors.rg, 1.0 / PackFactors.b );
const vec4 UnpackFactors4 = vec4( UnpackDownscale / PackFactors.rgb, 1.0 / PackFactors.a );
vec4 packDepthToRGBA( const in float v ) {
	if( v <= 0.0 )
		return vec4( 0., 0., 0., 0. );
	if( v >= 1.0 )
		return vec4( 1., 1., 1., 1. );
	float vuf;
	float af = modf( v * PackFactors.a, vuf );
	float bf = modf( vuf * ShiftRight8, vuf );
	float gf = modf( vuf * ShiftRight8, vuf );
	return vec4( vuf * Inv255, gf * PackUpscale, bf * PackUpscale, af );
}
vec3 packDepthToRGB( const in float v ) {
	if( v <= 0.0 )
		return vec3( 0., 0., 0. );
	if( v >= 1.0 )
		return vec3( 1., 1., 1. );
	float vuf;
	float bf = modf( v * PackFactors.b, vuf );
	float gf = modf( vuf * ShiftRight8, vuf );
	return vec3( vuf * Inv255, gf * PackUpscale, bf );
}
vec2 packDepthToRG( const in float v ) {
	if( v <= 0.0 )
		return vec2( 0., 0. );
	if( v >= 1.0 )
		return vec2( 1., 1. );
	float vuf;
	float gf = modf( v * 256., vuf );
	return vec2( vuf * Inv255, gf );
}
float unpackRGBAToDepth( const in vec4 v ) {
	return dot( v, UnpackFactors4 );
}
float unpackRGBToDepth( const in vec3 v ) {
	return dot( v, UnpackFactors3 );
}
float unpackRGToDepth( const in vec2 v ) {
	return v.r * UnpackFactors2.r + v.g * UnpackFactors2.g;
}
vec4 pack2HalfToRGBA( const in vec2 v ) {
	vec4 r = vec4( v.x, fract( v.x * 255.0 ), v.y, fract( v.y * 255.0 ) );
	return vec4( r.x - r.y / 255.0, r.y, r.z - r.w / 255.0, r.w );
}
vec2 unpackRGBATo2Half( const in vec4 v ) {
	return vec2( v.x + ( v.y / 255.0 ), v.z + ( v.w / 255.0 ) );
}
float viewZToOrthographicDepth( const in float viewZ, const in float near, const in float far ) {
	return ( viewZ + near ) / ( near - far );
}
float orthographicDepthToViewZ( const in float depth, const in float near, const in float far ) {
	#ifdef USE_REVERSED_DEPTH_BUFFER
	
		return depth * ( far - near ) - far;
	#else
		return depth * ( near - far ) - near;
	#endif
}
float viewZToPerspectiveDepth( const in float viewZ, const in float near, const in float far ) {
	return ( ( near + viewZ ) * far ) / ( ( far - near ) * viewZ );
}
float perspectiveDepthToViewZ( const in float depth, const in float near, const in float far ) {
	
	#ifdef USE_REVERSED_DEPTH_BUFFER
		return ( near * far ) / ( ( near - far ) * depth - near );
	#else
		return ( near * far ) / ( ( far - near ) * depth - far );
	#endif
}`,jD=`#ifdef PREMULTIPLIED_ALPHA
	gl_FragColor.rgb *= gl_FragColor.a;
#endif`,tU=`vec4 mvPosition = vec4( transformed, 1.0 );
#ifdef USE_BATCHING
	mvPosition = batchingMatrix * mvPosition;
#endif
#ifdef USE_INSTANCING
	mvPosition = instanceMatrix * mvPosition;
#endif
mvPosition = modelViewMatrix * mvPosition;
gl_Position = projectionMatrix * mvPosition;`,eU=`#ifdef DITHERING
	gl_FragColor.rgb = dithering( gl_FragColor.rgb );
#endif`,nU=`#ifdef DITHERING
	vec3 dithering( vec3 color ) {
		float grid_position = rand( gl_FragCoord.xy );
		vec3 dither_shift_RGB = vec3( 0.25 / 255.0, -0.25 / 255.0, 0.25 / 255.0 );
		dither_shift_RGB = mix( 2.0 * dither_shift_RGB, -2.0 * dither_shift_RGB, grid_position );
		return color + dither_shift_RGB;
	}
#endif`,iU=`float roughnessFactor = roughness;
#ifdef USE_ROUGHNESSMAP
	vec4 texelRoughness = texture2D( roughnessMap, vRoughnessMapUv );
	roughnessFactor *= texelRoughness.g;
#endif`,rU=`#ifdef USE_ROUGHNESSMAP
	uniform sampler2D roughnessMap;
#endif`,sU=`#if NUM_SPOT_LIGHT_COORDS > 0
	varying vec4 vSpotLightCoord[ NUM_SPOT_LIGHT_COORDS ];
#endif
#if NUM_SPOT_LIGHT_MAPS > 0
	uniform sampler2D spotLightMap[ NUM_SPOT_LIGHT_MAPS ];
#endif
#ifdef USE_SHADOWMAP
	#if NUM_SUN_LIGHT_SHADOWS > 0
		#define SUN_LIGHT_CASCADES 2
		#if defined( SHADOWMAP_TYPE_PCF )
			uniform sampler2DShadow sunShadowMap[ NUM_SUN_LIGHT_SHADOWS ];
		#else
			uniform sampler2D sunShadowMap[ NUM_SUN_LIGHT_SHADOWS ];
		#endif
		uniform mat4 sunShadowMatrix[ NUM_SUN_LIGHT_SHADOWS * SUN_LIGHT_CASCADES ];
		uniform vec4 sunShadowCascade[ NUM_SUN_LIGHT_SHADOWS * SUN_LIGHT_CASCADES ];
		varying vec4 vSunShadowWorldPosition;
		varying vec3 vSunShadowWorldNormal;
		struct SunLightShadow {
			float shadowIntensity;
			float shadowBias;
			float shadowNormalBias;
			float shadowRadius;
			vec2 shadowMapSize;
		};
		uniform SunLightShadow sunLightShadows[ NUM_SUN_LIGHT_SHADOWS ];
	#endif
	#if NUM_DIR_LIGHT_SHADOWS > 0
		#if defined( SHADOWMAP_TYPE_PCF )
			uniform sampler2DShadow directionalShadowMap[ NUM_DIR_LIGHT_SHADOWS ];
		#else
			uniform sampler2D directionalShadowMap[ NUM_DIR_LIGHT_SHADOWS ];
		#endif
		varying vec4 vDirectionalShadowCoord[ NUM_DIR_LIGHT_SHADOWS ];
		struct DirectionalLightShadow {
			float shadowIntensity;
			float shadowBias;
			float shadowNormalBias;
			float shadowRadius;
			vec2 shadowMapSize;
		};
		uniform DirectionalLightShadow directionalLightShadows[ NUM_DIR_LIGHT_SHADOWS ];
	#endif
	#if NUM_SPOT_LIGHT_SHADOWS > 0
		#if defined( SHADOWMAP_TYPE_PCF )
			uniform sampler2DShadow spotShadowMap[ NUM_SPOT_LIGHT_SHADOWS ];
		#else
			uniform sampler2D spotShadowMap[ NUM_SPOT_LIGHT_SHADOWS ];
		#endif
		struct SpotLightShadow {
			float shadowIntensity;
			float shadowBias;
			float shadowNormalBias;
			float shadowRadius;
			vec2 shadowMapSize;
		};
		uniform SpotLightShadow spotLightShadows[ NUM_SPOT_LIGHT_SHADOWS ];
	#endif
	#if NUM_POINT_LIGHT_SHADOWS > 0
		#if defined( SHADOWMAP_TYPE_PCF )
			uniform samplerCubeShadow pointShadowMap[ NUM_POINT_LIGHT_SHADOWS ];
		#elif defined( SHADOWMAP_TYPE_BASIC )
			uniform samplerCube pointShadowMap[ NUM_POINT_LIGHT_SHADOWS ];
		#endif
		varying vec4 vPointShadowCoord[ NUM_POINT_LIGHT_SHADOWS ];
		struct PointLightShadow {
			float shadowIntensity;
			float shadowBias;
			float shadowNormalBias;
			float shadowRadius;
			vec2 shadowMapSize;
			float shadowCameraNear;
			float shadowCameraFar;
		};
		uniform PointLightShadow pointLightShadows[ NUM_POINT_LIGHT_SHADOWS ];
	#endif
	#if defined( SHADOWMAP_TYPE_PCF )
		float interleavedGradientNoise( vec2 position ) {
			return fract( 52.9829189 * fract( dot( position, vec2( 0.06711056, 0.00583715 ) ) ) );
		}
		vec2 vogelDiskSample( int sampleIndex, int samplesCount, float phi ) {
			const float goldenAngle = 2.399963229728653;
			float r = sqrt( ( float( sampleIndex ) + 0.5 ) / float( samplesCount ) );
			float theta = float( sampleIndex ) * goldenAngle + phi;
			return vec2( cos( theta ), sin( theta ) ) * r;
		}
	#endif
	#if defined( SHADOWMAP_TYPE_PCF )
		float getShadow( sampler2DShadow shadowMap, vec2 shadowMapSize, float shadowIntensity, float shadowBias, float shadowRadius, vec4 shadowCoord ) {
			float shadow = 1.0;
			shadowCoord.xyz /= shadowCoord.w;
			#ifdef USE_REVERSED_DEPTH_BUFFER
				shadowCoord.z -= shadowBias;
			#else
				shadowCoord.z += shadowBias;
			#endif
			bool inFrustum = shadowCoord.x >= 0.0 && shadowCoord.x <= 1.0 && shadowCoord.y >= 0.0 && shadowCoord.y <= 1.0;
			bool frustumTest = inFrustum && shadowCoord.z <= 1.0;
			if ( frustumTest ) {
				vec2 texelSize = vec2( 1.0 ) / shadowMapSize;
				vec2 radius = shadowRadius * texelSize;
				float phi = interleavedGradientNoise( gl_FragCoord.xy ) * PI2;
				shadow = (
					texture( shadowMap, vec3( shadowCoord.xy + vogelDiskSample( 0, 5, phi ) * radius, shadowCoord.z ) ) +
					texture( shadowMap, vec3( shadowCoord.xy + vogelDiskSample( 1, 5, phi ) * radius, shadowCoord.z ) ) +
					texture( shadowMap, vec3( shadowCoord.xy + vogelDiskSample( 2, 5, phi ) * radius, shadowCoord.z ) ) +
					texture( shadowMap, vec3( shadowCoord.xy + vogelDiskSample( 3, 5, phi ) * radius, shadowCoord.z ) ) +
					texture( shadowMap, vec3( shadowCoord.xy + vogelDiskSample( 4, 5, phi ) * radius, shadowCoord.z ) )
				) * 0.2;
			}
			return mix( 1.0, shadow, shadowIntensity );
		}
	#elif defined( SHADOWMAP_TYPE_VSM )
		float getShadow( sampler2D shadowMap, vec2 shadowMapSize, float shadowIntensity, float shadowBias, float shadowRadius, vec4 shadowCoord ) {
			float shadow = 1.0;
			shadowCoord.xyz /= shadowCoord.w;
			#ifdef USE_REVERSED_DEPTH_BUFFER
				shadowCoord.z -= shadowBias;
			#else
				shadowCoord.z += shadowBias;
			#endif
			bool inFrustum = shadowCoord.x >= 0.0 && shadowCoord.x <= 1.0 && shadowCoord.y >= 0.0 && shadowCoord.y <= 1.0;
			bool frustumTest = inFrustum && shadowCoord.z <= 1.0;
			if ( frustumTest ) {
				vec2 distribution = texture2D( shadowMap, shadowCoord.xy ).rg;
				float mean = distribution.x;
				float variance = distribution.y * distribution.y;
				#ifdef USE_REVERSED_DEPTH_BUFFER
					float hard_shadow = step( mean, shadowCoord.z );
				#else
					float hard_shadow = step( shadowCoord.z, mean );
				#endif
				
				if ( hard_shadow == 1.0 ) {
					shadow = 1.0;
				} else {
					variance = max( variance, 0.0000001 );
					float d = shadowCoord.z - mean;
					float p_max = variance / ( variance + d * d );
					p_max = clamp( ( p_max - 0.3 ) / 0.65, 0.0, 1.0 );
					shadow = max( hard_shadow, p_max );
				}
			}
			return mix( 1.0, shadow, shadowIntensity );
		}
	#else
		float getShadow( sampler2D shadowMap, vec2 shadowMapSize, float shadowIntensity, float shadowBias, float shadowRadius, vec4 shadowCoord ) {
			float shadow = 1.0;
			shadowCoord.xyz /= shadowCoord.w;
			#ifdef USE_REVERSED_DEPTH_BUFFER
				shadowCoord.z -= shadowBias;
			#else
				shadowCoord.z += shadowBias;
			#endif
			bool inFrustum = shadowCoord.x >= 0.0 && shadowCoord.x <= 1.0 && shadowCoord.y >= 0.0 && shadowCoord.y <= 1.0;
			bool frustumTest = inFrustum && shadowCoord.z <= 1.0;
			if ( frustumTest ) {
				float depth = texture2D( shadowMap, shadowCoord.xy ).r;
				#ifdef USE_REVERSED_DEPTH_BUFFER
					shadow = step( depth, shadowCoord.z );
				#else
					shadow = step( shadowCoord.z, depth );
				#endif
			}
			return mix( 1.0, shadow, shadowIntensity );
		}
	#endif
	#if NUM_SUN_LIGHT_SHADOWS > 0
		float getSunShadow(
			#if defined( SHADOWMAP_TYPE_PCF )
				sampler2DShadow shadowMap,
			#else
				sampler2D shadowMap,
			#endif
			SunLightShadow sunLightShadow,
			int shadowIndex
		) {
			vec4 shadowWorldPosition = vec4( vSunShadowWorldPosition.xyz + vSunShadowWorldNormal * sunLightShadow.shadowNormalBias, 1.0 );
			float viewDepth = vSunShadowWorldPosition.w;
			int cascadeOffset = shadowIndex * SUN_LIGHT_CASCADES;
			float shadow = 1.0;
			for ( int i = SUN_LIGHT_CASCADES - 1; i >= 0; i -- ) {
				vec4 cascade = sunShadowCascade[ cascadeOffset + i ];
				if ( viewDepth >= cascade.x && viewDepth < cascade.y ) {
					float cascadeShadow = getShadow(
						shadowMap,
						sunLightShadow.shadowMapSize,
						sunLightShadow.shadowIntensity,
						sunLightShadow.shadowBias,
						sunLightShadow.shadowRadius,
						sunShadowMatrix[ cascadeOffset + i ] * shadowWorldPosition
					);
					shadow = mix( cascadeShadow, shadow, smoothstep( cascade.z, cascade.y, viewDepth ) );
				}
			}
			return shadow;
		}
	#endif
	#if NUM_POINT_LIGHT_SHADOWS > 0
	#if defined( SHADOWMAP_TYPE_PCF )
	float getPointShadow( samplerCubeShadow shadowMap, vec2 shadowMapSize, float shadowIntensity, float shadowBias, float shadowRadius, vec4 shadowCoord, float shadowCameraNear, float shadowCameraFar ) {
		float shadow = 1.0;
		vec3 lightToPosition = shadowCoord.xyz;
		vec3 bd3D = normalize( lightToPosition );
		vec3 absVec = abs( lightToPosition );
		float viewSpaceZ = max( max( absVec.x, absVec.y ), absVec.z );
		if ( viewSpaceZ - shadowCameraFar <= 0.0 && viewSpaceZ - shadowCameraNear >= 0.0 ) {
			float lightDistance = length( lightToPosition );
			float depthRange = shadowCameraFar - shadowCameraNear;
			#ifdef USE_REVERSED_DEPTH_BUFFER
				float depthA = - shadowCameraNear / depthRange - shadowBias;
				float depthB = shadowCameraNear * shadowCameraFar / ( depthRange * lightDistance );
			#else
				float depthA = shadowCameraFar / depthRange + shadowBias;
				float depthB = - shadowCameraNear * shadowCameraFar / ( depthRange * lightDistance );
			#endif
			float texelSize = shadowRadius / shadowMapSize.x;
			vec3 absDir = abs( bd3D );
			vec3 tangent = absDir.x > absDir.z ? vec3( 0.0, 1.0, 0.0 ) : vec3( 1.0, 0.0, 0.0 );
			tangent = normalize( cross( bd3D, tangent ) );
			vec3 bitangent = cross( bd3D, tangent );
			float phi = interleavedGradientNoise( gl_FragCoord.xy ) * PI2;
			shadow = 0.0;
			for ( int i = 0; i < 5; i ++ ) {
				vec2 offset = vogelDiskSample( i, 5, phi );
				vec3 direction = bd3D + ( tangent * offset.x + bitangent * offset.y ) * texelSize;
				vec3 absDirection = abs( direction );
				float dp = depthA + depthB / max( max( absDirection.x, absDirection.y ), absDirection.z );
				shadow += texture( shadowMap, vec4( direction, dp ) );
			}
			shadow *= 0.2;
		}
		return mix( 1.0, shadow, shadowIntensity );
	}
	#elif defined( SHADOWMAP_TYPE_BASIC )
	float getPointShadow( samplerCube shadowMap, vec2 shadowMapSize, float shadowIntensity, float shadowBias, float shadowRadius, vec4 shadowCoord, float shadowCameraNear, float shadowCameraFar ) {
		float shadow = 1.0;
		vec3 lightToPosition = shadowCoord.xyz;
		vec3 absVec = abs( lightToPosition );
		float viewSpaceZ = max( max( absVec.x, absVec.y ), absVec.z );
		if ( viewSpaceZ - shadowCameraFar <= 0.0 && viewSpaceZ - shadowCameraNear >= 0.0 ) {
			float dp = ( shadowCameraFar * ( viewSpaceZ - shadowCameraNear ) ) / ( viewSpaceZ * ( shadowCameraFar - shadowCameraNear ) );
			dp += shadowBias;
			vec3 bd3D = normalize( lightToPosition );
			float depth = textureCube( shadowMap, bd3D ).r;
			#ifdef USE_REVERSED_DEPTH_BUFFER
				depth = 1.0 - depth;
			#endif
			shadow = step( dp, depth );
		}
		return mix( 1.0, shadow, shadowIntensity );
	}
	#endif
	#endif
#endif`,oU=`#if NUM_SPOT_LIGHT_COORDS > 0
	uniform mat4 spotLightMatrix[ NUM_SPOT_LIGHT_COORDS ];
	varying vec4 vSpotLightCoord[ NUM_SPOT_LIGHT_COORDS ];
#endif
#ifdef USE_SHADOWMAP
	#if NUM_SUN_LIGHT_SHADOWS > 0
		varying vec4 vSunShadowWorldPosition;
		varying vec3 vSunShadowWorldNormal;
	#endif
	#if NUM_DIR_LIGHT_SHADOWS > 0
		uniform mat4 directionalShadowMatrix[ NUM_DIR_LIGHT_SHADOWS ];
		varying vec4 vDirectionalShadowCoord[ NUM_DIR_LIGHT_SHADOWS ];
		struct DirectionalLightShadow {
			float shadowIntensity;
			float shadowBias;
			float shadowNormalBias;
			float shadowRadius;
			vec2 shadowMapSize;
		};
		uniform DirectionalLightShadow directionalLightShadows[ NUM_DIR_LIGHT_SHADOWS ];
	#endif
	#if NUM_SPOT_LIGHT_SHADOWS > 0
		struct SpotLightShadow {
			float shadowIntensity;
			float shadowBias;
			float shadowNormalBias;
			float shadowRadius;
			vec2 shadowMapSize;
		};
		uniform SpotLightShadow spotLightShadows[ NUM_SPOT_LIGHT_SHADOWS ];
	#endif
	#if NUM_POINT_LIGHT_SHADOWS > 0
		uniform mat4 pointShadowMatrix[ NUM_POINT_LIGHT_SHADOWS ];
		varying vec4 vPointShadowCoord[ NUM_POINT_LIGHT_SHADOWS ];
		struct PointLightShadow {
			float shadowIntensity;
			float shadowBias;
			float shadowNormalBias;
			float shadowRadius;
			vec2 shadowMapSize;
			float shadowCameraNear;
			float shadowCameraFar;
		};
		uniform PointLightShadow pointLightShadows[ NUM_POINT_LIGHT_SHADOWS ];
	#endif
#endif`,aU=`#if ( defined( USE_SHADOWMAP ) && ( NUM_DIR_LIGHT_SHADOWS > 0 || NUM_SUN_LIGHT_SHADOWS > 0 || NUM_POINT_LIGHT_SHADOWS > 0 ) ) || ( NUM_SPOT_LIGHT_COORDS > 0 )
	#ifdef HAS_NORMAL
		vec3 shadowWorldNormal = transformNormalByInverseViewMatrix( transformedNormal, viewMatrix );
	#else
		vec3 shadowWorldNormal = vec3( 0.0 );
	#endif
	vec4 shadowWorldPosition;
#endif
#if defined( USE_SHADOWMAP )
	#if NUM_SUN_LIGHT_SHADOWS > 0
		vSunShadowWorldPosition = vec4( worldPosition.xyz, - mvPosition.z );
		vSunShadowWorldNormal = shadowWorldNormal;
	#endif
	#if NUM_DIR_LIGHT_SHADOWS > 0
		#pragma unroll_loop_start
		for ( int i = 0; i < NUM_DIR_LIGHT_SHADOWS; i ++ ) {
			shadowWorldPosition = worldPosition + vec4( shadowWorldNormal * directionalLightShadows[ i ].shadowNormalBias, 0 );
			vDirectionalShadowCoord[ i ] = directionalShadowMatrix[ i ] * shadowWorldPosition;
		}
		#pragma unroll_loop_end
	#endif
	#if NUM_POINT_LIGHT_SHADOWS > 0
		#pragma unroll_loop_start
		for ( int i = 0; i < NUM_POINT_LIGHT_SHADOWS; i ++ ) {
			shadowWorldPosition = worldPosition + vec4( shadowWorldNormal * pointLightShadows[ i ].shadowNormalBias, 0 );
			vPointShadowCoord[ i ] = pointShadowMatrix[ i ] * shadowWorldPosition;
		}
		#pragma unroll_loop_end
	#endif
#endif
#if NUM_SPOT_LIGHT_COORDS > 0
	#pragma unroll_loop_start
	for ( int i = 0; i < NUM_SPOT_LIGHT_COORDS; i ++ ) {
		shadowWorldPosition = worldPosition;
		#if ( defined( USE_SHADOWMAP ) && UNROLLED_LOOP_INDEX < NUM_SPOT_LIGHT_SHADOWS )
			shadowWorldPosition.xyz += shadowWorldNormal * spotLightShadows[ i ].shadowNormalBias;
		#endif
		vSpotLightCoord[ i ] = spotLightMatrix[ i ] * shadowWorldPosition;
	}
	#pragma unroll_loop_end
#endif`,cU=`float getShadowMask() {
	float shadow = 1.0;
	#ifdef USE_SHADOWMAP
	#if NUM_SUN_LIGHT_SHADOWS > 0
	SunLightShadow sunLight;
	#pragma unroll_loop_start
	for ( int i = 0; i < NUM_SUN_LIGHT_SHADOWS; i ++ ) {
		sunLight = sunLightShadows[ i ];
		shadow *= receiveShadow ? getSunShadow( sunShadowMap[ i ], sunLight, UNROLLED_LOOP_INDEX ) : 1.0;
	}
	#pragma unroll_loop_end
	#endif
	#if NUM_DIR_LIGHT_SHADOWS > 0
	DirectionalLightShadow directionalLight;
	#pragma unroll_loop_start
	for ( int i = 0; i < NUM_DIR_LIGHT_SHADOWS; i ++ ) {
		directionalLight = directionalLightShadows[ i ];
		shadow *= receiveShadow ? getShadow( directionalShadowMap[ i ], directionalLight.shadowMapSize, directionalLight.shadowIntensity, directionalLight.shadowBias, directionalLight.shadowRadius, vDirectionalShadowCoord[ i ] ) : 1.0;
	}
	#pragma unroll_loop_end
	#endif
	#if NUM_SPOT_LIGHT_SHADOWS > 0
	SpotLightShadow spotLight;
	#pragma unroll_loop_start
	for ( int i = 0; i < NUM_SPOT_LIGHT_SHADOWS; i ++ ) {
		spotLight = spotLightShadows[ i ];
		shadow *= receiveShadow ? getShadow( spotShadowMap[ i ], spotLight.shadowMapSize, spotLight.shadowIntensity, spotLight.shadowBias, spotLight.shadowRadius, vSpotLightCoord[ i ] ) : 1.0;
	}
	#pragma unroll_loop_end
	#endif
	#if NUM_POINT_LIGHT_SHADOWS > 0 && ( defined( SHADOWMAP_TYPE_PCF ) || defined( SHADOWMAP_TYPE_BASIC ) )
	PointLightShadow pointLight;
	#pragma unroll_loop_start
	for ( int i = 0; i < NUM_POINT_LIGHT_SHADOWS; i ++ ) {
		pointLight = pointLightShadows[ i ];
		shadow *= receiveShadow ? getPointShadow( pointShadowMap[ i ], pointLight.shadowMapSize, pointLight.shadowIntensity, pointLight.shadowBias, pointLight.shadowRadius, vPointShadowCoord[ i ], pointLight.shadowCameraNear, pointLight.shadowCameraFar ) : 1.0;
	}
	#pragma unroll_loop_end
	#endif
	#endif
	return shadow;
}`,lU=`#ifdef USE_SKINNING
	mat4 boneMatX = getBoneMatrix( skinIndex.x );
	mat4 boneMatY = getBoneMatrix( skinIndex.y );
	mat4 boneMatZ = getBoneMatrix( skinIndex.z );
	mat4 boneMatW = getBoneMatrix( skinIndex.w );
#endif`,uU=`#ifdef USE_SKINNING
	uniform mat4 bindMatrix;
	uniform mat4 bindMatrixInverse;
	uniform highp sampler2D boneTexture;
	mat4 getBoneMatrix( const in float i ) {
		int size = textureSize( boneTexture, 0 ).x;
		int j = int( i ) * 4;
		int x = j % size;
		int y = j / size;
		vec4 v1 = texelFetch( boneTexture, ivec2( x, y ), 0 );
		vec4 v2 = texelFetch( boneTexture, ivec2( x + 1, y ), 0 );
		vec4 v3 = texelFetch( boneTexture, ivec2( x + 2, y ), 0 );
		vec4 v4 = texelFetch( boneTexture, ivec2( x + 3, y ), 0 );
		return mat4( v1, v2, v3, v4 );
	}
#endif`,fU=`#ifdef USE_SKINNING
	vec4 skinVertex = bindMatrix * vec4( transformed, 1.0 );
	vec4 skinned = vec4( 0.0 );
	skinned += boneMatX * skinVertex * skinWeight.x;
	skinned += boneMatY * skinVertex * skinWeight.y;
	skinned += boneMatZ * skinVertex * skinWeight.z;
	skinned += boneMatW * skinVertex * skinWeight.w;
	transformed = ( bindMatrixInverse * skinned ).xyz;
#endif`,hU=`#ifdef USE_SKINNING
	mat4 skinMatrix = mat4( 0.0 );
	skinMatrix += skinWeight.x * boneMatX;
	skinMatrix += skinWeight.y * boneMatY;
	skinMatrix += skinWeight.z * boneMatZ;
	skinMatrix += skinWeight.w * boneMatW;
	skinMatrix = bindMatrixInverse * skinMatrix * bindMatrix;
	objectNormal = vec4( skinMatrix * vec4( objectNormal, 0.0 ) ).xyz;
	#ifdef USE_TANGENT
		objectTangent = vec4( skinMatrix * vec4( objectTangent, 0.0 ) ).xyz;
	#endif
#endif`,dU=`float specularStrength;
#ifdef USE_SPECULARMAP
	vec4 texelSpecular = texture2D( specularMap, vSpecularMapUv );
	specularStrength = texelSpecular.r;
#else
	specularStrength = 1.0;
#endif`,pU=`#ifdef USE_SPECULARMAP
	uniform sampler2D specularMap;
#endif`,mU=`#if defined( TONE_MAPPING )
	gl_FragColor.rgb = toneMapping( gl_FragColor.rgb );
#endif`,gU=`#ifndef saturate
#define saturate( a ) clamp( a, 0.0, 1.0 )
#endif
uniform float toneMappingExposure;
vec3 LinearToneMapping( vec3 color ) {
	return saturate( toneMappingExposure * color );
}
vec3 ReinhardToneMapping( vec3 color ) {
	color *= toneMappingExposure;
	return saturate( color / ( vec3( 1.0 ) + color ) );
}
vec3 CineonToneMapping( vec3 color ) {
	color *= toneMappingExposure;
	color = max( vec3( 0.0 ), color - 0.004 );
	return pow( ( color * ( 6.2 * color + 0.5 ) ) / ( color * ( 6.2 * color + 1.7 ) + 0.06 ), vec3( 2.2 ) );
}
vec3 RRTAndODTFit( vec3 v ) {
	vec3 a = v * ( v + 0.0245786 ) - 0.000090537;
	vec3 b = v * ( 0.983729 * v + 0.4329510 ) + 0.238081;
	return a / b;
}
vec3 ACESFilmicToneMapping( vec3 color ) {
	const mat3 ACESInputMat = mat3(
		vec3( 0.59719, 0.07600, 0.02840 ),		vec3( 0.35458, 0.90834, 0.13383 ),
		vec3( 0.04823, 0.01566, 0.83777 )
	);
	const mat3 ACESOutputMat = mat3(
		vec3(  1.60475, -0.10208, -0.00327 ),		vec3( -0.53108,  1.10813, -0.07276 ),
		vec3( -0.07367, -0.00605,  1.07602 )
	);
	color *= toneMappingExposure / 0.6;
	color = ACESInputMat * color;
	color = RRTAndODTFit( color );
	color = ACESOutputMat * color;
	return saturate( color );
}
const mat3 LINEAR_REC2020_TO_LINEAR_SRGB = mat3(
	vec3( 1.6605, - 0.1246, - 0.0182 ),
	vec3( - 0.5876, 1.1329, - 0.1006 ),
	vec3( - 0.0728, - 0.0083, 1.1187 )
);
const mat3 LINEAR_SRGB_TO_LINEAR_REC2020 = mat3(
	vec3( 0.6274, 0.0691, 0.0164 ),
	vec3( 0.3293, 0.9195, 0.0880 ),
	vec3( 0.0433, 0.0113, 0.8956 )
);
vec3 agxDefaultContrastApprox( vec3 x ) {
	vec3 x2 = x * x;
	vec3 x4 = x2 * x2;
	return + 15.5 * x4 * x2
		- 40.14 * x4 * x
		+ 31.96 * x4
		- 6.868 * x2 * x
		+ 0.4298 * x2
		+ 0.1191 * x
		- 0.00232;
}
vec3 AgXToneMapping( vec3 color ) {
	const mat3 AgXInsetMatrix = mat3(
		vec3( 0.856627153315983, 0.137318972929847, 0.11189821299995 ),
		vec3( 0.0951212405381588, 0.761241990602591, 0.0767994186031903 ),
		vec3( 0.0482516061458583, 0.101439036467562, 0.811302368396859 )
	);
	const mat3 AgXOutsetMatrix = mat3(
		vec3( 1.1271005818144368, - 0.1413297634984383, - 0.14132976349843826 ),
		vec3( - 0.11060664309660323, 1.157823702216272, - 0.11060664309660294 ),
		vec3( - 0.016493938717834573, - 0.016493938717834257, 1.2519364065950405 )
	);
	const float AgxMinEv = - 12.47393;	const float AgxMaxEv = 4.026069;
	color *= toneMappingExposure;
	color = LINEAR_SRGB_TO_LINEAR_REC2020 * color;
	color = AgXInsetMatrix * color;
	color = max( color, 1e-10 );	color = log2( color );
	color = ( color - AgxMinEv ) / ( AgxMaxEv - AgxMinEv );
	color = clamp( color, 0.0, 1.0 );
	color = agxDefaultContrastApprox( color );
	color = AgXOutsetMatrix * color;
	color = pow( max( vec3( 0.0 ), color ), vec3( 2.2 ) );
	color = LINEAR_REC2020_TO_LINEAR_SRGB * color;
	color = clamp( color, 0.0, 1.0 );
	return color;
}
vec3 NeutralToneMapping( vec3 color ) {
	const float StartCompression = 0.8 - 0.04;
	const float Desaturation = 0.15;
	color *= toneMappingExposure;
	float x = min( color.r, min( color.g, color.b ) );
	float offset = x < 0.08 ? x - 6.25 * x * x : 0.04;
	color -= offset;
	float peak = max( color.r, max( color.g, color.b ) );
	if ( peak < StartCompression ) return color;
	float d = 1. - StartCompression;
	float newPeak = 1. - d * d / ( peak + d - StartCompression );
	color *= newPeak / peak;
	float g = 1. - 1. / ( Desaturation * ( peak - newPeak ) + 1. );
	return mix( color, vec3( newPeak ), g );
}
vec3 CustomToneMapping( vec3 color ) { return color; }`,_U=`#ifdef USE_TRANSMISSION
	material.transmission = transmission;
	material.transmissionAlpha = 1.0;
	material.thickness = thickness;
	material.attenuationDistance = attenuationDistance;
	material.attenuationColor = attenuationColor;
	#ifdef USE_TRANSMISSIONMAP
		material.transmission *= texture2D( transmissionMap, vTransmissionMapUv ).r;
	#endif
	#ifdef USE_THICKNESSMAP
		material.thickness *= texture2D( thicknessMap, vThicknessMapUv ).g;
	#endif
	vec3 pos = vWorldPosition;
	vec3 v = normalize( cameraPosition - pos );
	vec3 n = transformNormalByInverseViewMatrix( normal, viewMatrix );
	vec4 transmitted = getIBLVolumeRefraction(
		n, v, material.roughness, material.diffuseContribution, material.specularColorBlended, material.specularF90,
		pos, modelMatrix, viewMatrix, projectionMatrix, material.dispersion, material.ior, material.thickness,
		material.attenuationColor, material.attenuationDistance );
	material.transmissionAlpha = mix( material.transmissionAlpha, transmitted.a, material.transmission );
	totalDiffuse = mix( totalDiffuse, transmitted.rgb, material.transmission );
#endif`,yU=`#ifdef USE_TRANSMISSION
	uniform float transmission;
	uniform float thickness;
	uniform float attenuationDistance;
	uniform vec3 attenuationColor;
	#ifdef USE_TRANSMISSIONMAP
		uniform sampler2D transmissionMap;
	#endif
	#ifdef USE_THICKNESSMAP
		uniform sampler2D thicknessMap;
	#endif
	uniform vec2 transmissionSamplerSize;
	uniform sampler2D transmissionSamplerMap;
	uniform mat4 modelMatrix;
	uniform mat4 projectionMatrix;
	varying vec3 vWorldPosition;
	float w0( float a ) {
		return ( 1.0 / 6.0 ) * ( a * ( a * ( - a + 3.0 ) - 3.0 ) + 1.0 );
	}
	float w1( float a ) {
		return ( 1.0 / 6.0 ) * ( a *  a * ( 3.0 * a - 6.0 ) + 4.0 );
	}
	float w2( float a ){
		return ( 1.0 / 6.0 ) * ( a * ( a * ( - 3.0 * a + 3.0 ) + 3.0 ) + 1.0 );
	}
	float w3( float a ) {
		return ( 1.0 / 6.0 ) * ( a * a * a );
	}
	float g0( float a ) {
		return w0( a ) + w1( a );
	}
	float g1( float a ) {
		return w2( a ) + w3( a );
	}
	float h0( float a ) {
		return - 1.0 + w1( a ) / ( w0( a ) + w1( a ) );
	}
	float h1( float a ) {
		return 1.0 + w3( a ) / ( w2( a ) + w3( a ) );
	}
	vec4 bicubic( sampler2D tex, vec2 uv, vec4 texelSize, float lod ) {
		uv = uv * texelSize.zw + 0.5;
		vec2 iuv = floor( uv );
		vec2 fuv = fract( uv );
		float g0x = g0( fuv.x );
		float g1x = g1( fuv.x );
		float h0x = h0( fuv.x );
		float h1x = h1( fuv.x );
		float h0y = h0( fuv.y );
		float h1y = h1( fuv.y );
		vec2 p0 = ( vec2( iuv.x + h0x, iuv.y + h0y ) - 0.5 ) * texelSize.xy;
		vec2 p1 = ( vec2( iuv.x + h1x, iuv.y + h0y ) - 0.5 ) * texelSize.xy;
		vec2 p2 = ( vec2( iuv.x + h0x, iuv.y + h1y ) - 0.5 ) * texelSize.xy;
		vec2 p3 = ( vec2( iuv.x + h1x, iuv.y + h1y ) - 0.5 ) * texelSize.xy;
		return g0( fuv.y ) * ( g0x * textureLod( tex, p0, lod ) + g1x * textureLod( tex, p1, lod ) ) +
			g1( fuv.y ) * ( g0x * textureLod( tex, p2, lod ) + g1x * textureLod( tex, p3, lod ) );
	}
	vec4 textureBicubic( sampler2D sampler, vec2 uv, float lod ) {
		vec2 fLodSize = vec2( textureSize( sampler, int( lod ) ) );
		vec2 cLodSize = vec2( textureSize( sampler, int( lod + 1.0 ) ) );
		vec2 fLodSizeInv = 1.0 / fLodSize;
		vec2 cLodSizeInv = 1.0 / cLodSize;
		vec4 fSample = bicubic( sampler, uv, vec4( fLodSizeInv, fLodSize ), floor( lod ) );
		vec4 cSample = bicubic( sampler, uv, vec4( cLodSizeInv, cLodSize ), ceil( lod ) );
		return mix( fSample, cSample, fract( lod ) );
	}
	vec3 getVolumeTransmissionRay( const in vec3 n, const in vec3 v, const in float thickness, const in float ior, const in mat4 modelMatrix ) {
		vec3 refractionVector = refract( - v, normalize( n ), 1.0 / ior );
		vec3 modelScale;
		modelScale.x = length( vec3( modelMatrix[ 0 ].xyz ) );
		modelScale.y = length( vec3( modelMatrix[ 1 ].xyz ) );
		modelScale.z = length( vec3( modelMatrix[ 2 ].xyz ) );
		return normalize( refractionVector ) * thickness * modelScale;
	}
	float applyIorToRoughness( const in float roughness, const in float ior ) {
		return roughness * clamp( ior * 2.0 - 2.0, 0.0, 1.0 );
	}
	vec4 getTransmissionSample( const in vec2 fragCoord, const in float roughness, const in float ior ) {
		float lod = log2( transmissionSamplerSize.x ) * applyIorToRoughness( roughness, ior );
		return textureBicubic( transmissionSamplerMap, fragCoord.xy, lod );
	}
	vec3 volumeAttenuation( const in float transmissionDistance, const in vec3 attenuationColor, const in float attenuationDistance ) {
		if ( isinf( attenuationDistance ) ) {
			return vec3( 1.0 );
		} else {
			vec3 attenuationCoefficient = -log( attenuationColor ) / attenuationDistance;
			vec3 transmittance = exp( - attenuationCoefficient * transmissionDistance );			return transmittance;
		}
	}
	vec4 getIBLVolumeRefraction( const in vec3 n, const in vec3 v, const in float roughness, const in vec3 diffuseColor,
		const in vec3 specularColor, const in float specularF90, const in vec3 position, const in mat4 modelMatrix,
		const in mat4 viewMatrix, const in mat4 projMatrix, const in float dispersion, const in float ior, const in float thickness,
		const in vec3 attenuationColor, const in float attenuationDistance ) {
		vec4 transmittedLight;
		vec3 transmittance;
		#ifdef USE_DISPERSION
			float halfSpread = ( ior - 1.0 ) * 0.025 * dispersion;
			vec3 iors = vec3( ior - halfSpread, ior, ior + halfSpread );
			for ( int i = 0; i < 3; i ++ ) {
				vec3 transmissionRay = getVolumeTransmissionRay( n, v, thickness, iors[ i ], modelMatrix );
				vec3 refractedRayExit = position + transmissionRay;
				vec4 ndcPos = projMatrix * viewMatrix * vec4( refractedRayExit, 1.0 );
				vec2 refractionCoords = ndcPos.xy / ndcPos.w;
				refractionCoords += 1.0;
				refractionCoords /= 2.0;
				vec4 transmissionSample = getTransmissionSample( refractionCoords, roughness, iors[ i ] );
				transmittedLight[ i ] = transmissionSample[ i ];
				transmittedLight.a += transmissionSample.a;
				transmittance[ i ] = diffuseColor[ i ] * volumeAttenuation( length( transmissionRay ), attenuationColor, attenuationDistance )[ i ];
			}
			transmittedLight.a /= 3.0;
		#else
			vec3 transmissionRay = getVolumeTransmissionRay( n, v, thickness, ior, modelMatrix );
			vec3 refractedRayExit = position + transmissionRay;
			vec4 ndcPos = projMatrix * viewMatrix * vec4( refractedRayExit, 1.0 );
			vec2 refractionCoords = ndcPos.xy / ndcPos.w;
			refractionCoords += 1.0;
			refractionCoords /= 2.0;
			transmittedLight = getTransmissionSample( refractionCoords, roughness, ior );
			transmittance = diffuseColor * volumeAttenuation( length( transmissionRay ), attenuationColor, attenuationDistance );
		#endif
		vec3 attenuatedColor = transmittance * transmittedLight.rgb;
		vec3 F = EnvironmentBRDF( n, v, specularColor, specularF90, roughness );
		float transmittanceFactor = ( transmittance.r + transmittance.g + transmittance.b ) / 3.0;
		return vec4( ( 1.0 - F ) * attenuatedColor, 1.0 - ( 1.0 - transmittedLight.a ) * transmittanceFactor );
	}
#endif`,xU=`#if defined( USE_UV ) || defined( USE_ANISOTROPY )
	varying vec2 vUv;
#endif
#ifdef USE_MAP
	varying vec2 vMapUv;
#endif
#ifdef USE_ALPHAMAP
	varying vec2 vAlphaMapUv;
#endif
#ifdef USE_LIGHTMAP
	varying vec2 vLightMapUv;
#endif
#ifdef USE_AOMAP
	varying vec2 vAoMapUv;
#endif
#ifdef USE_BUMPMAP
	varying vec2 vBumpMapUv;
#endif
#ifdef USE_NORMALMAP
	varying vec2 vNormalMapUv;
#endif
#ifdef USE_EMISSIVEMAP
	varying vec2 vEmissiveMapUv;
#endif
#ifdef USE_METALNESSMAP
	varying vec2 vMetalnessMapUv;
#endif
#ifdef USE_ROUGHNESSMAP
	varying vec2 vRoughnessMapUv;
#endif
#ifdef USE_DIFFUSE_ROUGHNESSMAP
	varying vec2 vDiffuseRoughnessMapUv;
#endif
#ifdef USE_ANISOTROPYMAP
	varying vec2 vAnisotropyMapUv;
#endif
#ifdef USE_CLEARCOATMAP
	varying vec2 vClearcoatMapUv;
#endif
#ifdef USE_CLEARCOAT_NORMALMAP
	varying vec2 vClearcoatNormalMapUv;
#endif
#ifdef USE_CLEARCOAT_ROUGHNESSMAP
	varying vec2 vClearcoatRoughnessMapUv;
#endif
#ifdef USE_IRIDESCENCEMAP
	varying vec2 vIridescenceMapUv;
#endif
#ifdef USE_IRIDESCENCE_THICKNESSMAP
	varying vec2 vIridescenceThicknessMapUv;
#endif
#ifdef USE_SHEEN_COLORMAP
	varying vec2 vSheenColorMapUv;
#endif
#ifdef USE_SHEEN_ROUGHNESSMAP
	varying vec2 vSheenRoughnessMapUv;
#endif
#ifdef USE_SPECULARMAP
	varying vec2 vSpecularMapUv;
#endif
#ifdef USE_SPECULAR_COLORMAP
	varying vec2 vSpecularColorMapUv;
#endif
#ifdef USE_SPECULAR_INTENSITYMAP
	varying vec2 vSpecularIntensityMapUv;
#endif
#ifdef USE_TRANSMISSIONMAP
	uniform mat3 transmissionMapTransform;
	varying vec2 vTransmissionMapUv;
#endif
#ifdef USE_THICKNESSMAP
	uniform mat3 thicknessMapTransform;
	varying vec2 vThicknessMapUv;
#endif`,vU=`#if defined( USE_UV ) || defined( USE_ANISOTROPY )
	varying vec2 vUv;
#endif
#ifdef USE_MAP
	uniform mat3 mapTransform;
	varying vec2 vMapUv;
#endif
#ifdef USE_ALPHAMAP
	uniform mat3 alphaMapTransform;
	varying vec2 vAlphaMapUv;
#endif
#ifdef USE_LIGHTMAP
	uniform mat3 lightMapTransform;
	varying vec2 vLightMapUv;
#endif
#ifdef USE_AOMAP
	uniform mat3 aoMapTransform;
	varying vec2 vAoMapUv;
#endif
#ifdef USE_BUMPMAP
	uniform mat3 bumpMapTransform;
	varying vec2 vBumpMapUv;
#endif
#ifdef USE_NORMALMAP
	uniform mat3 normalMapTransform;
	varying vec2 vNormalMapUv;
#endif
#ifdef USE_DISPLACEMENTMAP
	uniform mat3 displacementMapTransform;
	varying vec2 vDisplacementMapUv;
#endif
#ifdef USE_EMISSIVEMAP
	uniform mat3 emissiveMapTransform;
	varying vec2 vEmissiveMapUv;
#endif
#ifdef USE_METALNESSMAP
	uniform mat3 metalnessMapTransform;
	varying vec2 vMetalnessMapUv;
#endif
#ifdef USE_ROUGHNESSMAP
	uniform mat3 roughnessMapTransform;
	varying vec2 vRoughnessMapUv;
#endif
#ifdef USE_DIFFUSE_ROUGHNESSMAP
	uniform mat3 diffuseRoughnessMapTransform;
	varying vec2 vDiffuseRoughnessMapUv;
#endif
#ifdef USE_ANISOTROPYMAP
	uniform mat3 anisotropyMapTransform;
	varying vec2 vAnisotropyMapUv;
#endif
#ifdef USE_CLEARCOATMAP
	uniform mat3 clearcoatMapTransform;
	varying vec2 vClearcoatMapUv;
#endif
#ifdef USE_CLEARCOAT_NORMALMAP
	uniform mat3 clearcoatNormalMapTransform;
	varying vec2 vClearcoatNormalMapUv;
#endif
#ifdef USE_CLEARCOAT_ROUGHNESSMAP
	uniform mat3 clearcoatRoughnessMapTransform;
	varying vec2 vClearcoatRoughnessMapUv;
#endif
#ifdef USE_SHEEN_COLORMAP
	uniform mat3 sheenColorMapTransform;
	varying vec2 vSheenColorMapUv;
#endif
#ifdef USE_SHEEN_ROUGHNESSMAP
	uniform mat3 sheenRoughnessMapTransform;
	varying vec2 vSheenRoughnessMapUv;
#endif
#ifdef USE_IRIDESCENCEMAP
	uniform mat3 iridescenceMapTransform;
	varying vec2 vIridescenceMapUv;
#endif
#ifdef USE_IRIDESCENCE_THICKNESSMAP
	uniform mat3 iridescenceThicknessMapTransform;
	varying vec2 vIridescenceThicknessMapUv;
#endif
#ifdef USE_SPECULARMAP
	uniform mat3 specularMapTransform;
	varying vec2 vSpecularMapUv;
#endif
#ifdef USE_SPECULAR_COLORMAP
	uniform mat3 specularColorMapTransform;
	varying vec2 vSpecularColorMapUv;
#endif
#ifdef USE_SPECULAR_INTENSITYMAP
	uniform mat3 specularIntensityMapTransform;
	varying vec2 vSpecularIntensityMapUv;
#endif
#ifdef USE_TRANSMISSIONMAP
	uniform mat3 transmissionMapTransform;
	varying vec2 vTransmissionMapUv;
#endif
#ifdef USE_THICKNESSMAP
	uniform mat3 thicknessMapTransform;
	varying vec2 vThicknessMapUv;
#endif`,bU=`#if defined( USE_UV ) || defined( USE_ANISOTROPY )
	vUv = vec3( uv, 1 ).xy;
#endif
#ifdef USE_MAP
	vMapUv = ( mapTransform * vec3( MAP_UV, 1 ) ).xy;
#endif
#ifdef USE_ALPHAMAP
	vAlphaMapUv = ( alphaMapTransform * vec3( ALPHAMAP_UV, 1 ) ).xy;
#endif
#ifdef USE_LIGHTMAP
	vLightMapUv = ( lightMapTransform * vec3( LIGHTMAP_UV, 1 ) ).xy;
#endif
#ifdef USE_AOMAP
	vAoMapUv = ( aoMapTransform * vec3( AOMAP_UV, 1 ) ).xy;
#endif
#ifdef USE_BUMPMAP
	vBumpMapUv = ( bumpMapTransform * vec3( BUMPMAP_UV, 1 ) ).xy;
#endif
#ifdef USE_NORMALMAP
	vNormalMapUv = ( normalMapTransform * vec3( NORMALMAP_UV, 1 ) ).xy;
#endif
#ifdef USE_DISPLACEMENTMAP
	vDisplacementMapUv = ( displacementMapTransform * vec3( DISPLACEMENTMAP_UV, 1 ) ).xy;
#endif
#ifdef USE_EMISSIVEMAP
	vEmissiveMapUv = ( emissiveMapTransform * vec3( EMISSIVEMAP_UV, 1 ) ).xy;
#endif
#ifdef USE_METALNESSMAP
	vMetalnessMapUv = ( metalnessMapTransform * vec3( METALNESSMAP_UV, 1 ) ).xy;
#endif
#ifdef USE_ROUGHNESSMAP
	vRoughnessMapUv = ( roughnessMapTransform * vec3( ROUGHNESSMAP_UV, 1 ) ).xy;
#endif
#ifdef USE_DIFFUSE_ROUGHNESSMAP
	vDiffuseRoughnessMapUv = ( diffuseRoughnessMapTransform * vec3( DIFFUSE_ROUGHNESSMAP_UV, 1 ) ).xy;
#endif
#ifdef USE_ANISOTROPYMAP
	vAnisotropyMapUv = ( anisotropyMapTransform * vec3( ANISOTROPYMAP_UV, 1 ) ).xy;
#endif
#ifdef USE_CLEARCOATMAP
	vClearcoatMapUv = ( clearcoatMapTransform * vec3( CLEARCOATMAP_UV, 1 ) ).xy;
#endif
#ifdef USE_CLEARCOAT_NORMALMAP
	vClearcoatNormalMapUv = ( clearcoatNormalMapTransform * vec3( CLEARCOAT_NORMALMAP_UV, 1 ) ).xy;
#endif
#ifdef USE_CLEARCOAT_ROUGHNESSMAP
	vClearcoatRoughnessMapUv = ( clearcoatRoughnessMapTransform * vec3( CLEARCOAT_ROUGHNESSMAP_UV, 1 ) ).xy;
#endif
#ifdef USE_IRIDESCENCEMAP
	vIridescenceMapUv = ( iridescenceMapTransform * vec3( IRIDESCENCEMAP_UV, 1 ) ).xy;
#endif
#ifdef USE_IRIDESCENCE_THICKNESSMAP
	vIridescenceThicknessMapUv = ( iridescenceThicknessMapTransform * vec3( IRIDESCENCE_THICKNESSMAP_UV, 1 ) ).xy;
#endif
#ifdef USE_SHEEN_COLORMAP
	vSheenColorMapUv = ( sheenColorMapTransform * vec3( SHEEN_COLORMAP_UV, 1 ) ).xy;
#endif
#ifdef USE_SHEEN_ROUGHNESSMAP
	vSheenRoughnessMapUv = ( sheenRoughnessMapTransform * vec3( SHEEN_ROUGHNESSMAP_UV, 1 ) ).xy;
#endif
#ifdef USE_SPECULARMAP
	vSpecularMapUv = ( specularMapTransform * vec3( SPECULARMAP_UV, 1 ) ).xy;
#endif
#ifdef USE_SPECULAR_COLORMAP
	vSpecularColorMapUv = ( specularColorMapTransform * vec3( SPECULAR_COLORMAP_UV, 1 ) ).xy;
#endif
#ifdef USE_SPECULAR_INTENSITYMAP
	vSpecularIntensityMapUv = ( specularIntensityMapTransform * vec3( SPECULAR_INTENSITYMAP_UV, 1 ) ).xy;
#endif
#ifdef USE_TRANSMISSIONMAP
	vTransmissionMapUv = ( transmissionMapTransform * vec3( TRANSMISSIONMAP_UV, 1 ) ).xy;
#endif
#ifdef USE_THICKNESSMAP
	vThicknessMapUv = ( thicknessMapTransform * vec3( THICKNESSMAP_UV, 1 ) ).xy;
#endif`,MU=`#if defined( USE_ENVMAP ) || defined( DISTANCE ) || defined ( USE_SHADOWMAP ) || defined ( USE_TRANSMISSION ) || NUM_SPOT_LIGHT_COORDS > 0
	vec4 worldPosition = vec4( transformed, 1.0 );
	#ifdef USE_BATCHING
		worldPosition = batchingMatrix * worldPosition;
	#endif
	#ifdef USE_INSTANCING
		worldPosition = instanceMatrix * worldPosition;
	#endif
	worldPosition = modelMatrix * worldPosition;
#endif`,SU=`varying vec2 vUv;
uniform mat3 uvTransform;
void main() {
	vUv = ( uvTransform * vec3( uv, 1 ) ).xy;
	gl_Position = vec4( position.xy, 1.0, 1.0 );
}`,wU=`uniform sampler2D t2D;
uniform float backgroundIntensity;
varying vec2 vUv;
void main() {
	vec4 texColor = texture2D( t2D, vUv );
	#ifdef DECODE_VIDEO_TEXTURE
		texColor = vec4( mix( pow( texColor.rgb * 0.9478672986 + vec3( 0.0521327014 ), vec3( 2.4 ) ), texColor.rgb * 0.0773993808, vec3( lessThanEqual( texColor.rgb, vec3( 0.04045 ) ) ) ), texColor.w );
	#endif
	texColor.rgb *= backgroundIntensity;
	gl_FragColor = texColor;
	#include <tonemapping_fragment>
	#include <colorspace_fragment>
}`,TU=`varying vec3 vWorldDirection;
#include <common>
void main() {
	vWorldDirection = transformDirection( position, modelMatrix );
	#include <begin_vertex>
	#include <project_vertex>
	gl_Position.z = gl_Position.w;
}`,AU=`uniform float backgroundBlurriness;
uniform float backgroundIntensity;
uniform mat3 backgroundRotation;
varying vec3 vWorldDirection;
#include <envmap_common_pars_fragment>
void main() {
	#ifdef ENVMAP_TYPE_PMREM
		vec4 texColor = textureLod( envMap, backgroundRotation * vWorldDirection, roughnessToMip( backgroundBlurriness ) );
	#else
		vec4 texColor = textureCube( envMap, backgroundRotation * vWorldDirection );
	#endif
	texColor.rgb *= backgroundIntensity;
	gl_FragColor = texColor;
	#include <tonemapping_fragment>
	#include <colorspace_fragment>
}`,EU=`varying vec3 vWorldDirection;
#include <common>
void main() {
	vWorldDirection = transformDirection( position, modelMatrix );
	#include <begin_vertex>
	#include <project_vertex>
	gl_Position.z = gl_Position.w;
}`,CU=`uniform samplerCube tCube;
uniform float tFlip;
uniform float opacity;
varying vec3 vWorldDirection;
void main() {
	vec4 texColor = textureCube( tCube, vec3( tFlip * vWorldDirection.x, vWorldDirection.yz ) );
	gl_FragColor = texColor;
	gl_FragColor.a *= opacity;
	#include <tonemapping_fragment>
	#include <colorspace_fragment>
}`,RU=`#include <common>
#include <batching_pars_vertex>
#include <uv_pars_vertex>
#include <displacementmap_pars_vertex>
#include <morphtarget_pars_vertex>
#include <skinning_pars_vertex>
#include <logdepthbuf_pars_vertex>
#include <clipping_planes_pars_vertex>
varying vec2 vHighPrecisionZW;
void main() {
	#include <uv_vertex>
	#include <batching_vertex>
	#include <skinbase_vertex>
	#include <morphinstance_vertex>
	#ifdef USE_DISPLACEMENTMAP
		#include <beginnormal_vertex>
		#include <morphnormal_vertex>
		#include <skinnormal_vertex>
	#endif
	#include <begin_vertex>
	#include <morphtarget_vertex>
	#include <skinning_vertex>
	#include <displacementmap_vertex>
	#include <project_vertex>
	#include <logdepthbuf_vertex>
	#include <clipping_planes_vertex>
	vHighPrecisionZW = gl_Position.zw;
}`,IU=`#if DEPTH_PACKING == 3200
	uniform float opacity;
#endif
#include <common>
#include <packing>
#include <uv_pars_fragment>
#include <map_pars_fragment>
#include <alphamap_pars_fragment>
#include <alphatest_pars_fragment>
#include <alphahash_pars_fragment>
#include <logdepthbuf_pars_fragment>
#include <clipping_planes_pars_fragment>
varying vec2 vHighPrecisionZW;
void main() {
	vec4 diffuseColor = vec4( 1.0 );
	#include <clipping_planes_fragment>
	#if DEPTH_PACKING == 3200
		diffuseColor.a = opacity;
	#endif
	#include <map_fragment>
	#include <alphamap_fragment>
	#include <alphatest_fragment>
	#include <alphahash_fragment>
	#include <logdepthbuf_fragment>
	#ifdef USE_REVERSED_DEPTH_BUFFER
		float fragCoordZ = vHighPrecisionZW[ 0 ] / vHighPrecisionZW[ 1 ];
	#else
		float fragCoordZ = 0.5 * vHighPrecisionZW[ 0 ] / vHighPrecisionZW[ 1 ] + 0.5;
	#endif
	#if DEPTH_PACKING == 3200
		gl_FragColor = vec4( vec3( 1.0 - fragCoordZ ), opacity );
	#elif DEPTH_PACKING == 3201
		gl_FragColor = packDepthToRGBA( fragCoordZ );
	#elif DEPTH_PACKING == 3202
		gl_FragColor = vec4( packDepthToRGB( fragCoordZ ), 1.0 );
	#elif DEPTH_PACKING == 3203
		gl_FragColor = vec4( packDepthToRG( fragCoordZ ), 0.0, 1.0 );
	#endif
}`,PU=`#define DISTANCE
varying vec3 vWorldPosition;
#include <common>
#include <batching_pars_vertex>
#include <uv_pars_vertex>
#include <displacementmap_pars_vertex>
#include <morphtarget_pars_vertex>
#include <skinning_pars_vertex>
#include <clipping_planes_pars_vertex>
void main() {
	#include <uv_vertex>
	#include <batching_vertex>
	#include <skinbase_vertex>
	#include <morphinstance_vertex>
	#ifdef USE_DISPLACEMENTMAP
		#include <beginnormal_vertex>
		#include <morphnormal_vertex>
		#include <skinnormal_vertex>
	#endif
	#include <begin_vertex>
	#include <morphtarget_vertex>
	#include <skinning_vertex>
	#include <displacementmap_vertex>
	#include <project_vertex>
	#include <worldpos_vertex>
	#include <clipping_planes_vertex>
	vWorldPosition = worldPosition.xyz;
}`,LU=`#define DISTANCE
uniform vec3 referencePosition;
uniform float nearDistance;
uniform float farDistance;
varying vec3 vWorldPosition;
#include <common>
#include <uv_pars_fragment>
#include <map_pars_fragment>
#include <alphamap_pars_fragment>
#include <alphatest_pars_fragment>
#include <alphahash_pars_fragment>
#include <clipping_planes_pars_fragment>
void main() {
	vec4 diffuseColor = vec4( 1.0 );
	#include <clipping_planes_fragment>
	#include <map_fragment>
	#include <alphamap_fragment>
	#include <alphatest_fragment>
	#include <alphahash_fragment>
	float dist = length( vWorldPosition - referencePosition );
	dist = ( dist - nearDistance ) / ( farDistance - nearDistance );
	dist = saturate( dist );
	gl_FragColor = vec4( dist, 0.0, 0.0, 1.0 );
}`,NU=`varying vec3 vWorldDirection;
#include <common>
void main() {
	vWorldDirection = transformDirection( position, modelMatrix );
	#include <begin_vertex>
	#include <project_vertex>
}`,DU=`uniform sampler2D tEquirect;
varying vec3 vWorldDirection;
#include <common>
void main() {
	vec3 direction = normalize( vWorldDirection );
	vec2 sampleUV = equirectUv( direction );
	gl_FragColor = texture2D( tEquirect, sampleUV );
	#include <tonemapping_fragment>
	#include <colorspace_fragment>
}`,UU=`uniform float scale;
attribute float lineDistance;
varying float vLineDistance;
#include <common>
#include <uv_pars_vertex>
#include <color_pars_vertex>
#include <fog_pars_vertex>
#include <morphtarget_pars_vertex>
#include <logdepthbuf_pars_vertex>
#include <clipping_planes_pars_vertex>
void main() {
	vLineDistance = scale * lineDistance;
	#include <uv_vertex>
	#include <color_vertex>
	#include <morphinstance_vertex>
	#include <morphcolor_vertex>
	#include <begin_vertex>
	#include <morphtarget_vertex>
	#include <project_vertex>
	#include <logdepthbuf_vertex>
	#include <clipping_planes_vertex>
	#include <fog_vertex>
}`,FU=`uniform vec3 diffuse;
uniform float opacity;
uniform float dashSize;
uniform float totalSize;
varying float vLineDistance;
#include <common>
#include <color_pars_fragment>
#include <uv_pars_fragment>
#include <map_pars_fragment>
#include <fog_pars_fragment>
#include <logdepthbuf_pars_fragment>
#include <clipping_planes_pars_fragment>
void main() {
	vec4 diffuseColor = vec4( diffuse, opacity );
	#include <clipping_planes_fragment>
	if ( mod( vLineDistance, totalSize ) > dashSize ) {
		discard;
	}
	vec3 outgoingLight = vec3( 0.0 );
	#include <logdepthbuf_fragment>
	#include <map_fragment>
	#include <color_fragment>
	outgoingLight = diffuseColor.rgb;
	#include <opaque_fragment>
	#include <tonemapping_fragment>
	#include <colorspace_fragment>
	#include <fog_fragment>
	#include <premultiplied_alpha_fragment>
}`,OU=`#include <common>
#include <batching_pars_vertex>
#include <uv_pars_vertex>
#include <envmap_pars_vertex>
#include <color_pars_vertex>
#include <fog_pars_vertex>
#include <morphtarget_pars_vertex>
#include <skinning_pars_vertex>
#include <logdepthbuf_pars_vertex>
#include <clipping_planes_pars_vertex>
void main() {
	#include <uv_vertex>
	#include <color_vertex>
	#include <morphinstance_vertex>
	#include <morphcolor_vertex>
	#include <batching_vertex>
	#if defined ( USE_ENVMAP ) || defined ( USE_SKINNING )
		#include <beginnormal_vertex>
		#include <morphnormal_vertex>
		#include <skinbase_vertex>
		#include <skinnormal_vertex>
		#include <defaultnormal_vertex>
	#endif
	#include <begin_vertex>
	#include <morphtarget_vertex>
	#include <skinning_vertex>
	#include <project_vertex>
	#include <logdepthbuf_vertex>
	#include <clipping_planes_vertex>
	#include <worldpos_vertex>
	#include <envmap_vertex>
	#include <fog_vertex>
}`,BU=`uniform vec3 diffuse;
uniform float opacity;
#ifndef FLAT_SHADED
	varying vec3 vNormal;
#endif
#include <common>
#include <dithering_pars_fragment>
#include <color_pars_fragment>
#include <uv_pars_fragment>
#include <map_pars_fragment>
#include <alphamap_pars_fragment>
#include <alphatest_pars_fragment>
#include <alphahash_pars_fragment>
#include <aomap_pars_fragment>
#include <lightmap_pars_fragment>
#include <envmap_common_pars_fragment>
#include <envmap_pars_fragment>
#include <fog_pars_fragment>
#include <specularmap_pars_fragment>
#include <logdepthbuf_pars_fragment>
#include <clipping_planes_pars_fragment>
void main() {
	vec4 diffuseColor = vec4( diffuse, opacity );
	#include <clipping_planes_fragment>
	#include <logdepthbuf_fragment>
	#include <map_fragment>
	#include <color_fragment>
	#include <alphamap_fragment>
	#include <alphatest_fragment>
	#include <alphahash_fragment>
	#include <specularmap_fragment>
	ReflectedLight reflectedLight = ReflectedLight( vec3( 0.0 ), vec3( 0.0 ), vec3( 0.0 ), vec3( 0.0 ) );
	#ifdef USE_LIGHTMAP
		vec4 lightMapTexel = texture2D( lightMap, vLightMapUv );
		reflectedLight.indirectDiffuse += lightMapTexel.rgb * lightMapIntensity * RECIPROCAL_PI;
	#else
		reflectedLight.indirectDiffuse += vec3( 1.0 );
	#endif
	#include <aomap_fragment>
	reflectedLight.indirectDiffuse *= diffuseColor.rgb;
	vec3 outgoingLight = reflectedLight.indirectDiffuse;
	#include <envmap_fragment>
	#include <opaque_fragment>
	#include <tonemapping_fragment>
	#include <colorspace_fragment>
	#include <fog_fragment>
	#include <premultiplied_alpha_fragment>
	#include <dithering_fragment>
}`,kU=`#define LAMBERT
varying vec3 vViewPosition;
#include <common>
#include <batching_pars_vertex>
#include <uv_pars_vertex>
#include <displacementmap_pars_vertex>
#include <envmap_pars_vertex>
#include <color_pars_vertex>
#include <fog_pars_vertex>
#include <normal_pars_vertex>
#include <morphtarget_pars_vertex>
#include <skinning_pars_vertex>
#include <shadowmap_pars_vertex>
#include <logdepthbuf_pars_vertex>
#include <clipping_planes_pars_vertex>
void main() {
	#include <uv_vertex>
	#include <color_vertex>
	#include <morphinstance_vertex>
	#include <morphcolor_vertex>
	#include <batching_vertex>
	#include <beginnormal_vertex>
	#include <morphnormal_vertex>
	#include <skinbase_vertex>
	#include <skinnormal_vertex>
	#include <defaultnormal_vertex>
	#include <normal_vertex>
	#include <begin_vertex>
	#include <morphtarget_vertex>
	#include <skinning_vertex>
	#include <displacementmap_vertex>
	#include <project_vertex>
	#include <logdepthbuf_vertex>
	#include <clipping_planes_vertex>
	vViewPosition = - mvPosition.xyz;
	#include <worldpos_vertex>
	#include <envmap_vertex>
	#include <shadowmap_vertex>
	#include <fog_vertex>
}`,zU=`#define LAMBERT
uniform vec3 diffuse;
uniform vec3 emissive;
uniform float opacity;
#include <common>
#include <dithering_pars_fragment>
#include <color_pars_fragment>
#include <uv_pars_fragment>
#include <map_pars_fragment>
#include <alphamap_pars_fragment>
#include <alphatest_pars_fragment>
#include <alphahash_pars_fragment>
#include <aomap_pars_fragment>
#include <lightmap_pars_fragment>
#include <emissivemap_pars_fragment>
#include <envmap_common_pars_fragment>
#include <envmap_pars_fragment>
#include <envmap_physical_pars_fragment>
#include <fog_pars_fragment>
#include <bsdfs>
#include <lights_pars_begin>
#include <normal_pars_fragment>
#include <lights_lambert_pars_fragment>
#include <shadowmap_pars_fragment>
#include <bumpmap_pars_fragment>
#include <normalmap_pars_fragment>
#include <specularmap_pars_fragment>
#include <logdepthbuf_pars_fragment>
#include <clipping_planes_pars_fragment>
void main() {
	vec4 diffuseColor = vec4( diffuse, opacity );
	#include <clipping_planes_fragment>
	ReflectedLight reflectedLight = ReflectedLight( vec3( 0.0 ), vec3( 0.0 ), vec3( 0.0 ), vec3( 0.0 ) );
	vec3 totalEmissiveRadiance = emissive;
	#include <logdepthbuf_fragment>
	#include <map_fragment>
	#include <color_fragment>
	#include <alphamap_fragment>
	#include <alphatest_fragment>
	#include <alphahash_fragment>
	#include <specularmap_fragment>
	#include <normal_fragment_begin>
	#include <normal_fragment_maps>
	#include <emissivemap_fragment>
	#include <lights_lambert_fragment>
	#include <lights_fragment_begin>
	#include <lights_fragment_maps>
	#include <lights_fragment_end>
	#include <aomap_fragment>
	vec3 outgoingLight = reflectedLight.directDiffuse + reflectedLight.indirectDiffuse + totalEmissiveRadiance;
	#include <envmap_fragment>
	#include <opaque_fragment>
	#include <tonemapping_fragment>
	#include <colorspace_fragment>
	#include <fog_fragment>
	#include <premultiplied_alpha_fragment>
	#include <dithering_fragment>
}`,GU=`#define MATCAP
varying vec3 vViewPosition;
#include <common>
#include <batching_pars_vertex>
#include <uv_pars_vertex>
#include <color_pars_vertex>
#include <displacementmap_pars_vertex>
#include <fog_pars_vertex>
#include <normal_pars_vertex>
#include <morphtarget_pars_vertex>
#include <skinning_pars_vertex>
#include <logdepthbuf_pars_vertex>
#include <clipping_planes_pars_vertex>
void main() {
	#include <uv_vertex>
	#include <color_vertex>
	#include <morphinstance_vertex>
	#include <morphcolor_vertex>
	#include <batching_vertex>
	#include <beginnormal_vertex>
	#include <morphnormal_vertex>
	#include <skinbase_vertex>
	#include <skinnormal_vertex>
	#include <defaultnormal_vertex>
	#include <normal_vertex>
	#include <begin_vertex>
	#include <morphtarget_vertex>
	#include <skinning_vertex>
	#include <displacementmap_vertex>
	#include <project_vertex>
	#include <logdepthbuf_vertex>
	#include <clipping_planes_vertex>
	#include <fog_vertex>
	vViewPosition = - mvPosition.xyz;
}`,VU=`#define MATCAP
uniform vec3 diffuse;
uniform float opacity;
uniform sampler2D matcap;
varying vec3 vViewPosition;
#include <common>
#include <dithering_pars_fragment>
#include <color_pars_fragment>
#include <uv_pars_fragment>
#include <map_pars_fragment>
#include <alphamap_pars_fragment>
#include <alphatest_pars_fragment>
#include <alphahash_pars_fragment>
#include <fog_pars_fragment>
#include <normal_pars_fragment>
#include <bumpmap_pars_fragment>
#include <normalmap_pars_fragment>
#include <logdepthbuf_pars_fragment>
#include <clipping_planes_pars_fragment>
void main() {
	vec4 diffuseColor = vec4( diffuse, opacity );
	#include <clipping_planes_fragment>
	#include <logdepthbuf_fragment>
	#include <map_fragment>
	#include <color_fragment>
	#include <alphamap_fragment>
	#include <alphatest_fragment>
	#include <alphahash_fragment>
	#include <normal_fragment_begin>
	#include <normal_fragment_maps>
	vec3 viewDir = normalize( vViewPosition );
	vec3 x = normalize( vec3( viewDir.z, 0.0, - viewDir.x ) );
	vec3 y = cross( viewDir, x );
	vec2 uv = vec2( dot( x, normal ), dot( y, normal ) ) * 0.495 + 0.5;
	#ifdef USE_MATCAP
		vec4 matcapColor = texture2D( matcap, uv );
	#else
		vec4 matcapColor = vec4( vec3( mix( 0.2, 0.8, uv.y ) ), 1.0 );
	#endif
	vec3 outgoingLight = diffuseColor.rgb * matcapColor.rgb;
	#include <opaque_fragment>
	#include <tonemapping_fragment>
	#include <colorspace_fragment>
	#include <fog_fragment>
	#include <premultiplied_alpha_fragment>
	#include <dithering_fragment>
}`,HU=`#define NORMAL
#if defined( FLAT_SHADED ) || defined( USE_BUMPMAP ) || defined( USE_NORMALMAP_TANGENTSPACE )
	varying vec3 vViewPosition;
#endif
#include <common>
#include <batching_pars_vertex>
#include <uv_pars_vertex>
#include <displacementmap_pars_vertex>
#include <normal_pars_vertex>
#include <morphtarget_pars_vertex>
#include <skinning_pars_vertex>
#include <logdepthbuf_pars_vertex>
#include <clipping_planes_pars_vertex>
void main() {
	#include <uv_vertex>
	#include <batching_vertex>
	#include <beginnormal_vertex>
	#include <morphinstance_vertex>
	#include <morphnormal_vertex>
	#include <skinbase_vertex>
	#include <skinnormal_vertex>
	#include <defaultnormal_vertex>
	#include <normal_vertex>
	#include <begin_vertex>
	#include <morphtarget_vertex>
	#include <skinning_vertex>
	#include <displacementmap_vertex>
	#include <project_vertex>
	#include <logdepthbuf_vertex>
	#include <clipping_planes_vertex>
#if defined( FLAT_SHADED ) || defined( USE_BUMPMAP ) || defined( USE_NORMALMAP_TANGENTSPACE )
	vViewPosition = - mvPosition.xyz;
#endif
}`,WU=`#define NORMAL
uniform float opacity;
#if defined( FLAT_SHADED ) || defined( USE_BUMPMAP ) || defined( USE_NORMALMAP_TANGENTSPACE )
	varying vec3 vViewPosition;
#endif
#include <uv_pars_fragment>
#include <normal_pars_fragment>
#include <bumpmap_pars_fragment>
#include <normalmap_pars_fragment>
#include <logdepthbuf_pars_fragment>
#include <clipping_planes_pars_fragment>
void main() {
	vec4 diffuseColor = vec4( 0.0, 0.0, 0.0, opacity );
	#include <clipping_planes_fragment>
	#include <logdepthbuf_fragment>
	#include <normal_fragment_begin>
	#include <normal_fragment_maps>
	gl_FragColor = vec4( normalize( normal ) * 0.5 + 0.5, diffuseColor.a );
	#ifdef OPAQUE
		gl_FragColor.a = 1.0;
	#endif
}`,$U=`#define PHONG
varying vec3 vViewPosition;
#include <common>
#include <batching_pars_vertex>
#include <uv_pars_vertex>
#include <displacementmap_pars_vertex>
#include <envmap_pars_vertex>
#include <color_pars_vertex>
#include <fog_pars_vertex>
#include <normal_pars_vertex>
#include <morphtarget_pars_vertex>
#include <skinning_pars_vertex>
#include <shadowmap_pars_vertex>
#include <logdepthbuf_pars_vertex>
#include <clipping_planes_pars_vertex>
void main() {
	#include <uv_vertex>
	#include <color_vertex>
	#include <morphcolor_vertex>
	#include <batching_vertex>
	#include <beginnormal_vertex>
	#include <morphinstance_vertex>
	#include <morphnormal_vertex>
	#include <skinbase_vertex>
	#include <skinnormal_vertex>
	#include <defaultnormal_vertex>
	#include <normal_vertex>
	#include <begin_vertex>
	#include <morphtarget_vertex>
	#include <skinning_vertex>
	#include <displacementmap_vertex>
	#include <project_vertex>
	#include <logdepthbuf_vertex>
	#include <clipping_planes_vertex>
	vViewPosition = - mvPosition.xyz;
	#include <worldpos_vertex>
	#include <envmap_vertex>
	#include <shadowmap_vertex>
	#include <fog_vertex>
}`,XU=`#define PHONG
uniform vec3 diffuse;
uniform vec3 emissive;
uniform vec3 specular;
uniform float shininess;
uniform float opacity;
#include <common>
#include <dithering_pars_fragment>
#include <color_pars_fragment>
#include <uv_pars_fragment>
#include <map_pars_fragment>
#include <alphamap_pars_fragment>
#include <alphatest_pars_fragment>
#include <alphahash_pars_fragment>
#include <aomap_pars_fragment>
#include <lightmap_pars_fragment>
#include <emissivemap_pars_fragment>
#include <envmap_common_pars_fragment>
#include <envmap_pars_fragment>
#include <envmap_physical_pars_fragment>
#include <fog_pars_fragment>
#include <bsdfs>
#include <lights_pars_begin>
#include <normal_pars_fragment>
#include <lights_phong_pars_fragment>
#include <shadowmap_pars_fragment>
#include <bumpmap_pars_fragment>
#include <normalmap_pars_fragment>
#include <specularmap_pars_fragment>
#include <logdepthbuf_pars_fragment>
#include <clipping_planes_pars_fragment>
void main() {
	vec4 diffuseColor = vec4( diffuse, opacity );
	#include <clipping_planes_fragment>
	ReflectedLight reflectedLight = ReflectedLight( vec3( 0.0 ), vec3( 0.0 ), vec3( 0.0 ), vec3( 0.0 ) );
	vec3 totalEmissiveRadiance = emissive;
	#include <logdepthbuf_fragment>
	#include <map_fragment>
	#include <color_fragment>
	#include <alphamap_fragment>
	#include <alphatest_fragment>
	#include <alphahash_fragment>
	#include <specularmap_fragment>
	#include <normal_fragment_begin>
	#include <normal_fragment_maps>
	#include <emissivemap_fragment>
	#include <lights_phong_fragment>
	#include <lights_fragment_begin>
	#include <lights_fragment_maps>
	#include <lights_fragment_end>
	#include <aomap_fragment>
	vec3 outgoingLight = reflectedLight.directDiffuse + reflectedLight.indirectDiffuse + reflectedLight.directSpecular + reflectedLight.indirectSpecular + totalEmissiveRadiance;
	#include <envmap_fragment>
	#include <opaque_fragment>
	#include <tonemapping_fragment>
	#include <colorspace_fragment>
	#include <fog_fragment>
	#include <premultiplied_alpha_fragment>
	#include <dithering_fragment>
}`,qU=`#define STANDARD
varying vec3 vViewPosition;
#ifdef USE_TRANSMISSION
	varying vec3 vWorldPosition;
#endif
#include <common>
#include <batching_pars_vertex>
#include <uv_pars_vertex>
#include <displacementmap_pars_vertex>
#include <color_pars_vertex>
#include <fog_pars_vertex>
#include <normal_pars_vertex>
#include <morphtarget_pars_vertex>
#include <skinning_pars_vertex>
#include <shadowmap_pars_vertex>
#include <logdepthbuf_pars_vertex>
#include <clipping_planes_pars_vertex>
void main() {
	#include <uv_vertex>
	#include <color_vertex>
	#include <morphinstance_vertex>
	#include <morphcolor_vertex>
	#include <batching_vertex>
	#include <beginnormal_vertex>
	#include <morphnormal_vertex>
	#include <skinbase_vertex>
	#include <skinnormal_vertex>
	#include <defaultnormal_vertex>
	#include <normal_vertex>
	#include <begin_vertex>
	#include <morphtarget_vertex>
	#include <skinning_vertex>
	#include <displacementmap_vertex>
	#include <project_vertex>
	#include <logdepthbuf_vertex>
	#include <clipping_planes_vertex>
	vViewPosition = - mvPosition.xyz;
	#include <worldpos_vertex>
	#include <shadowmap_vertex>
	#include <fog_vertex>
#ifdef USE_TRANSMISSION
	vWorldPosition = worldPosition.xyz;
#endif
}`,YU=`#define STANDARD
#ifdef PHYSICAL
	#define IOR
	#define USE_SPECULAR
#endif
uniform vec3 diffuse;
uniform vec3 emissive;
uniform float roughness;
uniform float metalness;
uniform float opacity;
#ifdef IOR
	uniform float ior;
#endif
#ifdef USE_SPECULAR
	uniform float specularIntensity;
	uniform vec3 specularColor;
	#ifdef USE_SPECULAR_COLORMAP
		uniform sampler2D specularColorMap;
	#endif
	#ifdef USE_SPECULAR_INTENSITYMAP
		uniform sampler2D specularIntensityMap;
	#endif
#endif
#ifdef USE_CLEARCOAT
	uniform float clearcoat;
	uniform float clearcoatRoughness;
#endif
#ifdef USE_DIFFUSE_ROUGHNESS
	uniform float diffuseRoughness;
	#ifdef USE_DIFFUSE_ROUGHNESSMAP
		uniform sampler2D diffuseRoughnessMap;
	#endif
#endif
#ifdef USE_DISPERSION
	uniform float dispersion;
#endif
#ifdef USE_RETROREFLECTION
	uniform float retroreflectivity;
#endif
#ifdef USE_IRIDESCENCE
	uniform float iridescence;
	uniform float iridescenceIOR;
	uniform float iridescenceThicknessMinimum;
	uniform float iridescenceThicknessMaximum;
#endif
#ifdef USE_SHEEN
	uniform vec3 sheenColor;
	uniform float sheenRoughness;
	#ifdef USE_SHEEN_COLORMAP
		uniform sampler2D sheenColorMap;
	#endif
	#ifdef USE_SHEEN_ROUGHNESSMAP
		uniform sampler2D sheenRoughnessMap;
	#endif
#endif
#ifdef USE_ANISOTROPY
	uniform vec2 anisotropyVector;
	#ifdef USE_ANISOTROPYMAP
		uniform sampler2D anisotropyMap;
	#endif
#endif
varying vec3 vViewPosition;
#include <common>
#include <dithering_pars_fragment>
#include <color_pars_fragment>
#include <uv_pars_fragment>
#include <map_pars_fragment>
#include <alphamap_pars_fragment>
#include <alphatest_pars_fragment>
#include <alphahash_pars_fragment>
#include <aomap_pars_fragment>
#include <lightmap_pars_fragment>
#include <emissivemap_pars_fragment>
#include <iridescence_fragment>
#include <envmap_common_pars_fragment>
#include <envmap_physical_pars_fragment>
#include <fog_pars_fragment>
#include <lights_pars_begin>
#include <normal_pars_fragment>
#include <lights_physical_pars_fragment>
#include <transmission_pars_fragment>
#include <shadowmap_pars_fragment>
#include <bumpmap_pars_fragment>
#include <normalmap_pars_fragment>
#include <clearcoat_pars_fragment>
#include <iridescence_pars_fragment>
#include <roughnessmap_pars_fragment>
#include <metalnessmap_pars_fragment>
#include <logdepthbuf_pars_fragment>
#include <clipping_planes_pars_fragment>
void main() {
	vec4 diffuseColor = vec4( diffuse, opacity );
	#include <clipping_planes_fragment>
	ReflectedLight reflectedLight = ReflectedLight( vec3( 0.0 ), vec3( 0.0 ), vec3( 0.0 ), vec3( 0.0 ) );
	vec3 totalEmissiveRadiance = emissive;
	#include <logdepthbuf_fragment>
	#include <map_fragment>
	#include <color_fragment>
	#include <alphamap_fragment>
	#include <alphatest_fragment>
	#include <alphahash_fragment>
	#include <roughnessmap_fragment>
	#include <metalnessmap_fragment>
	#include <normal_fragment_begin>
	#include <normal_fragment_maps>
	#include <clearcoat_normal_fragment_begin>
	#include <clearcoat_normal_fragment_maps>
	#include <emissivemap_fragment>
	#include <lights_physical_fragment>
	#include <lights_fragment_begin>
	#include <lights_fragment_maps>
	#include <lights_fragment_end>
	#include <aomap_fragment>
	vec3 totalDiffuse = reflectedLight.directDiffuse + reflectedLight.indirectDiffuse;
	vec3 totalSpecular = reflectedLight.directSpecular + reflectedLight.indirectSpecular;
	#include <transmission_fragment>
	vec3 outgoingLight = totalDiffuse + totalSpecular + totalEmissiveRadiance;
	#ifdef USE_SHEEN
 
		outgoingLight = outgoingLight + sheenSpecularDirect + sheenSpecularIndirect;
 
 	#endif
	#ifdef USE_CLEARCOAT
		float dotNVcc = saturate( dot( geometryClearcoatNormal, geometryViewDir ) );
		vec3 Fcc = F_Schlick( material.clearcoatF0, material.clearcoatF90, dotNVcc );
		outgoingLight = outgoingLight * ( 1.0 - material.clearcoat * Fcc ) + ( clearcoatSpecularDirect + clearcoatSpecularIndirect ) * material.clearcoat;
	#endif
	#include <opaque_fragment>
	#include <tonemapping_fragment>
	#include <colorspace_fragment>
	#include <fog_fragment>
	#include <premultiplied_alpha_fragment>
	#include <dithering_fragment>
}`,ZU=`#define TOON
varying vec3 vViewPosition;
#include <common>
#include <batching_pars_vertex>
#include <uv_pars_vertex>
#include <displacementmap_pars_vertex>
#include <color_pars_vertex>
#include <fog_pars_vertex>
#include <normal_pars_vertex>
#include <morphtarget_pars_vertex>
#include <skinning_pars_vertex>
#include <shadowmap_pars_vertex>
#include <logdepthbuf_pars_vertex>
#include <clipping_planes_pars_vertex>
void main() {
	#include <uv_vertex>
	#include <color_vertex>
	#include <morphinstance_vertex>
	#include <morphcolor_vertex>
	#include <batching_vertex>
	#include <beginnormal_vertex>
	#include <morphnormal_vertex>
	#include <skinbase_vertex>
	#include <skinnormal_vertex>
	#include <defaultnormal_vertex>
	#include <normal_vertex>
	#include <begin_vertex>
	#include <morphtarget_vertex>
	#include <skinning_vertex>
	#include <displacementmap_vertex>
	#include <project_vertex>
	#include <logdepthbuf_vertex>
	#include <clipping_planes_vertex>
	vViewPosition = - mvPosition.xyz;
	#include <worldpos_vertex>
	#include <shadowmap_vertex>
	#include <fog_vertex>
}`,JU=`#define TOON
uniform vec3 diffuse;
uniform vec3 emissive;
uniform float opacity;
#include <common>
#include <dithering_pars_fragment>
#include <color_pars_fragment>
#include <uv_pars_fragment>
#include <map_pars_fragment>
#include <alphamap_pars_fragment>
#include <alphatest_pars_fragment>
#include <alphahash_pars_fragment>
#include <aomap_pars_fragment>
#include <lightmap_pars_fragment>
#include <emissivemap_pars_fragment>
#include <gradientmap_pars_fragment>
#include <fog_pars_fragment>
#include <bsdfs>
#include <lights_pars_begin>
#include <normal_pars_fragment>
#include <lights_toon_pars_fragment>
#include <shadowmap_pars_fragment>
#include <bumpmap_pars_fragment>
#include <normalmap_pars_fragment>
#include <logdepthbuf_pars_fragment>
#include <clipping_planes_pars_fragment>
void main() {
	vec4 diffuseColor = vec4( diffuse, opacity );
	#include <clipping_planes_fragment>
	ReflectedLight reflectedLight = ReflectedLight( vec3( 0.0 ), vec3( 0.0 ), vec3( 0.0 ), vec3( 0.0 ) );
	vec3 totalEmissiveRadiance = emissive;
	#include <logdepthbuf_fragment>
	#include <map_fragment>
	#include <color_fragment>
	#include <alphamap_fragment>
	#include <alphatest_fragment>
	#include <alphahash_fragment>
	#include <normal_fragment_begin>
	#include <normal_fragment_maps>
	#include <emissivemap_fragment>
	#include <lights_toon_fragment>
	#include <lights_fragment_begin>
	#include <lights_fragment_maps>
	#include <lights_fragment_end>
	#include <aomap_fragment>
	vec3 outgoingLight = reflectedLight.directDiffuse + reflectedLight.indirectDiffuse + totalEmissiveRadiance;
	#include <opaque_fragment>
	#include <tonemapping_fragment>
	#include <colorspace_fragment>
	#include <fog_fragment>
	#include <premultiplied_alpha_fragment>
	#include <dithering_fragment>
}`,KU=`uniform float size;
uniform float scale;
#include <common>
#include <color_pars_vertex>
#include <fog_pars_vertex>
#include <morphtarget_pars_vertex>
#include <logdepthbuf_pars_vertex>
#include <clipping_planes_pars_vertex>
#ifdef USE_POINTS_UV
	varying vec2 vUv;
	uniform mat3 uvTransform;
#endif
void main() {
	#ifdef USE_POINTS_UV
		vUv = ( uvTransform * vec3( uv, 1 ) ).xy;
	#endif
	#include <color_vertex>
	#include <morphinstance_vertex>
	#include <morphcolor_vertex>
	#include <begin_vertex>
	#include <morphtarget_vertex>
	#include <project_vertex>
	gl_PointSize = size;
	#ifdef USE_SIZEATTENUATION
		bool isPerspective = isPerspectiveMatrix( projectionMatrix );
		if ( isPerspective ) gl_PointSize *= ( scale / - mvPosition.z );
	#endif
	#include <logdepthbuf_vertex>
	#include <clipping_planes_vertex>
	#include <worldpos_vertex>
	#include <fog_vertex>
}`,QU=`uniform vec3 diffuse;
uniform float opacity;
#include <common>
#include <color_pars_fragment>
#include <map_particle_pars_fragment>
#include <alphatest_pars_fragment>
#include <alphahash_pars_fragment>
#include <fog_pars_fragment>
#include <logdepthbuf_pars_fragment>
#include <clipping_planes_pars_fragment>
void main() {
	vec4 diffuseColor = vec4( diffuse, opacity );
	#include <clipping_planes_fragment>
	vec3 outgoingLight = vec3( 0.0 );
	#include <logdepthbuf_fragment>
	#include <map_particle_fragment>
	#include <color_fragment>
	#include <alphatest_fragment>
	#include <alphahash_fragment>
	outgoingLight = diffuseColor.rgb;
	#include <opaque_fragment>
	#include <tonemapping_fragment>
	#include <colorspace_fragment>
	#include <fog_fragment>
	#include <premultiplied_alpha_fragment>
}`,jU=`#include <common>
#include <batching_pars_vertex>
#include <fog_pars_vertex>
#include <morphtarget_pars_vertex>
#include <skinning_pars_vertex>
#include <logdepthbuf_pars_vertex>
#include <shadowmap_pars_vertex>
void main() {
	#include <batching_vertex>
	#include <beginnormal_vertex>
	#include <morphinstance_vertex>
	#include <morphnormal_vertex>
	#include <skinbase_vertex>
	#include <skinnormal_vertex>
	#include <defaultnormal_vertex>
	#include <begin_vertex>
	#include <morphtarget_vertex>
	#include <skinning_vertex>
	#include <project_vertex>
	#include <logdepthbuf_vertex>
	#include <worldpos_vertex>
	#include <shadowmap_vertex>
	#include <fog_vertex>
}`,tF=`uniform vec3 color;
uniform float opacity;
#include <common>
#include <fog_pars_fragment>
#include <bsdfs>
#include <lights_pars_begin>
#include <logdepthbuf_pars_fragment>
#include <shadowmap_pars_fragment>
#include <shadowmask_pars_fragment>
void main() {
	#include <logdepthbuf_fragment>
	gl_FragColor = vec4( color, opacity * ( 1.0 - getShadowMask() ) );
	#include <tonemapping_fragment>
	#include <colorspace_fragment>
	#include <fog_fragment>
	#include <premultiplied_alpha_fragment>
}`,eF=`uniform float rotation;
uniform vec2 center;
#include <common>
#include <uv_pars_vertex>
#include <fog_pars_vertex>
#include <logdepthbuf_pars_vertex>
#include <clipping_planes_pars_vertex>
void main() {
	#include <uv_vertex>
	vec4 mvPosition = modelViewMatrix[ 3 ];
	vec2 scale = vec2( length( modelMatrix[ 0 ].xyz ), length( modelMatrix[ 1 ].xyz ) );
	#ifndef USE_SIZEATTENUATION
		bool isPerspective = isPerspectiveMatrix( projectionMatrix );
		if ( isPerspective ) scale *= - mvPosition.z;
	#endif
	vec2 alignedPosition = ( position.xy - ( center - vec2( 0.5 ) ) ) * scale;
	vec2 rotatedPosition;
	rotatedPosition.x = cos( rotation ) * alignedPosition.x - sin( rotation ) * alignedPosition.y;
	rotatedPosition.y = sin( rotation ) * alignedPosition.x + cos( rotation ) * alignedPosition.y;
	mvPosition.xy += rotatedPosition;
	gl_Position = projectionMatrix * mvPosition;
	#include <logdepthbuf_vertex>
	#include <clipping_planes_vertex>
	#include <fog_vertex>
}`,nF=`uniform vec3 diffuse;
uniform float opacity;
#include <common>
#include <uv_pars_fragment>
#include <map_pars_fragment>
#include <alphamap_pars_fragment>
#include <alphatest_pars_fragment>
#include <alphahash_pars_fragment>
#include <fog_pars_fragment>
#include <logdepthbuf_pars_fragment>
#include <clipping_planes_pars_fragment>
void main() {
	vec4 diffuseColor = vec4( diffuse, opacity );
	#include <clipping_planes_fragment>
	vec3 outgoingLight = vec3( 0.0 );
	#include <logdepthbuf_fragment>
	#include <map_fragment>
	#include <alphamap_fragment>
	#include <alphatest_fragment>
	#include <alphahash_fragment>
	outgoingLight = diffuseColor.rgb;
	#include <opaque_fragment>
	#include <tonemapping_fragment>
	#include <colorspace_fragment>
	#include <fog_fragment>
}`,Yt={alphahash_fragment:wN,alphahash_pars_fragment:TN,alphamap_fragment:AN,alphamap_pars_fragment:EN,alphatest_fragment:CN,alphatest_pars_fragment:RN,aomap_fragment:IN,aomap_pars_fragment:PN,batching_pars_vertex:LN,batching_vertex:NN,begin_vertex:DN,beginnormal_vertex:UN,bsdfs:FN,iridescence_fragment:ON,bumpmap_pars_fragment:BN,clipping_planes_fragment:kN,clipping_planes_pars_fragment:zN,clipping_planes_pars_vertex:GN,clipping_planes_vertex:VN,color_fragment:HN,color_pars_fragment:WN,color_pars_vertex:$N,color_vertex:XN,common:qN,defaultnormal_vertex:YN,displacementmap_pars_vertex:ZN,displacementmap_vertex:JN,emissivemap_fragment:KN,emissivemap_pars_fragment:QN,colorspace_fragment:jN,colorspace_pars_fragment:tD,envmap_fragment:eD,envmap_common_pars_fragment:nD,envmap_pars_fragment:iD,envmap_pars_vertex:rD,envmap_physical_pars_fragment:mD,envmap_vertex:sD,fog_vertex:oD,fog_pars_vertex:aD,fog_fragment:cD,fog_pars_fragment:lD,gradientmap_pars_fragment:uD,lightmap_pars_fragment:fD,lights_lambert_fragment:hD,lights_lambert_pars_fragment:dD,lights_pars_begin:pD,lights_toon_fragment:gD,lights_toon_pars_fragment:_D,lights_phong_fragment:yD,lights_phong_pars_fragment:xD,lights_physical_fragment:vD,lights_physical_pars_fragment:bD,lights_fragment_begin:MD,lights_fragment_maps:SD,lights_fragment_end:wD,lightprobes_pars_fragment:TD,logdepthbuf_fragment:AD,logdepthbuf_pars_fragment:ED,logdepthbuf_pars_vertex:CD,logdepthbuf_vertex:RD,map_fragment:ID,map_pars_fragment:PD,map_particle_fragment:LD,map_particle_pars_fragment:ND,metalnessmap_fragment:DD,metalnessmap_pars_fragment:UD,morphinstance_vertex:FD,morphcolor_vertex:OD,morphnormal_vertex:BD,morphtarget_pars_vertex:kD,morphtarget_vertex:zD,normal_fragment_begin:GD,normal_fragment_maps:VD,normal_pars_fragment:HD,normal_pars_vertex:WD,normal_vertex:$D,normalmap_pars_fragment:XD,clearcoat_normal_fragment_begin:qD,clearcoat_normal_fragment_maps:YD,clearcoat_pars_fragment:ZD,iridescence_pars_fragment:JD,opaque_fragment:KD,packing:QD,premultiplied_alpha_fragment:jD,project_vertex:tU,dithering_fragment:eU,dithering_pars_fragment:nU,roughnessmap_fragment:iU,roughnessmap_pars_fragment:rU,shadowmap_pars_fragment:sU,shadowmap_pars_vertex:oU,shadowmap_vertex:aU,shadowmask_pars_fragment:cU,skinbase_vertex:lU,skinning_pars_vertex:uU,skinning_vertex:fU,skinnormal_vertex:hU,specularmap_fragment:dU,specularmap_pars_fragment:pU,tonemapping_fragment:mU,tonemapping_pars_fragment:gU,transmission_fragment:_U,transmission_pars_fragment:yU,uv_pars_fragment:xU,uv_pars_vertex:vU,uv_vertex:bU,worldpos_vertex:MU,background_vert:SU,background_frag:wU,backgroundCube_vert:TU,backgroundCube_frag:AU,cube_vert:EU,cube_frag:CU,depth_vert:RU,depth_frag:IU,distance_vert:PU,distance_frag:LU,equirect_vert:NU,equirect_frag:DU,linedashed_vert:UU,linedashed_frag:FU,meshbasic_vert:OU,meshbasic_frag:BU,meshlambert_vert:kU,meshlambert_frag:zU,meshmatcap_vert:GU,meshmatcap_frag:VU,meshnormal_vert:HU,meshnormal_frag:WU,meshphong_vert:$U,meshphong_frag:XU,meshphysical_vert:qU,meshphysical_frag:YU,meshtoon_vert:ZU,meshtoon_frag:JU,points_vert:KU,points_frag:QU,shadow_vert:jU,shadow_frag:tF,sprite_vert:eF,sprite_frag:nF},Tt={common:{diffuse:{value:new Kt(16777215)},opacity:{value:1},map:{value:null},mapTransform:{value:new Ot},alphaMap:{value:null},alphaMapTransform:{value:new Ot},alphaTest:{value:0}},specularmap:{specularMap:{value:null},specularMapTransform:{value:new Ot}},envmap:{envMap:{value:null},envMapRotation:{value:new Ot},reflectivity:{value:1},ior:{value:1.5},refractionRatio:{value:.98},dfgLUT:{value:null}},aomap:{aoMap:{value:null},aoMapIntensity:{value:1},aoMapTransform:{value:new Ot}},lightmap:{lightMap:{value:null},lightMapIntensity:{value:1},lightMapTransform:{value:new Ot}},bumpmap:{bumpMap:{value:null},bumpMapTransform:{value:new Ot},bumpScale:{value:1}},normalmap:{normalMap:{value:null},normalMapTransform:{value:new Ot},normalScale:{value:new ne(1,1)}},displacementmap:{displacementMap:{value:null},displacementMapTransform:{value:new Ot},displacementScale:{value:1},displacementBias:{value:0}},emissivemap:{emissiveMap:{value:null},emissiveMapTransform:{value:new Ot}},metalnessmap:{metalnessMap:{value:null},metalnessMapTransform:{value:new Ot}},roughnessmap:{roughnessMap:{value:null},roughnessMapTransform:{value:new Ot}},gradientmap:{gradientMap:{value:null}},fog:{fogDensity:{value:25e-5},fogNear:{value:1},fogFar:{value:2e3},fogColor:{value:new Kt(16777215)}},lights:{ambientLightColor:{value:[]},lightProbe:{value:[]},sunLights:{value:[],properties:{direction:{},color:{}}},sunLightShadows:{value:[],properties:{shadowIntensity:1,shadowBias:{},shadowNormalBias:{},shadowRadius:{},shadowMapSize:{}}},sunShadowMatrix:{value:[]},sunShadowCascade:{value:[]},directionalLights:{value:[],properties:{direction:{},color:{}}},directionalLightShadows:{value:[],properties:{shadowIntensity:1,shadowBias:{},shadowNormalBias:{},shadowRadius:{},shadowMapSize:{}}},directionalShadowMatrix:{value:[]},spotLights:{value:[],properties:{color:{},position:{},direction:{},distance:{},coneCos:{},penumbraCos:{},decay:{}}},spotLightShadows:{value:[],properties:{shadowIntensity:1,shadowBias:{},shadowNormalBias:{},shadowRadius:{},shadowMapSize:{}}},spotLightMap:{value:[]},spotLightMatrix:{value:[]},pointLights:{value:[],properties:{color:{},position:{},decay:{},distance:{}}},pointLightShadows:{value:[],properties:{shadowIntensity:1,shadowBias:{},shadowNormalBias:{},shadowRadius:{},shadowMapSize:{},shadowCameraNear:{},shadowCameraFar:{}}},pointShadowMatrix:{value:[]},hemisphereLights:{value:[],properties:{direction:{},skyColor:{},groundColor:{}}},rectAreaLights:{value:[],properties:{color:{},position:{},width:{},height:{}}},ltc_1:{value:null},ltc_2:{value:null},probesSH:{value:[]},probesMin:{value:[]},probesMax:{value:[]},probesResolution:{value:[]}},points:{diffuse:{value:new Kt(16777215)},opacity:{value:1},size:{value:1},scale:{value:1},map:{value:null},alphaMap:{value:null},alphaMapTransform:{value:new Ot},alphaTest:{value:0},uvTransform:{value:new Ot}},sprite:{diffuse:{value:new Kt(16777215)},opacity:{value:1},center:{value:new ne(.5,.5)},rotation:{value:0},map:{value:null},mapTransform:{value:new Ot},alphaMap:{value:null},alphaMapTransform:{value:new Ot},alphaTest:{value:0}}},Zi={basic:{uniforms:sn([Tt.common,Tt.specularmap,Tt.envmap,Tt.aomap,Tt.lightmap,Tt.fog]),vertexShader:Yt.meshbasic_vert,fragmentShader:Yt.meshbasic_frag},lambert:{uniforms:sn([Tt.common,Tt.specularmap,Tt.envmap,Tt.aomap,Tt.lightmap,Tt.emissivemap,Tt.bumpmap,Tt.normalmap,Tt.displacementmap,Tt.fog,Tt.lights,{emissive:{value:new Kt(0)},envMapIntensity:{value:1}}]),vertexShader:Yt.meshlambert_vert,fragmentShader:Yt.meshlambert_frag},phong:{uniforms:sn([Tt.common,Tt.specularmap,Tt.envmap,Tt.aomap,Tt.lightmap,Tt.emissivemap,Tt.bumpmap,Tt.normalmap,Tt.displacementmap,Tt.fog,Tt.lights,{emissive:{value:new Kt(0)},specular:{value:new Kt(1118481)},shininess:{value:30},envMapIntensity:{value:1}}]),vertexShader:Yt.meshphong_vert,fragmentShader:Yt.meshphong_frag},standard:{uniforms:sn([Tt.common,Tt.envmap,Tt.aomap,Tt.lightmap,Tt.emissivemap,Tt.bumpmap,Tt.normalmap,Tt.displacementmap,Tt.roughnessmap,Tt.metalnessmap,Tt.fog,Tt.lights,{emissive:{value:new Kt(0)},roughness:{value:1},metalness:{value:0},envMapIntensity:{value:1}}]),vertexShader:Yt.meshphysical_vert,fragmentShader:Yt.meshphysical_frag},toon:{uniforms:sn([Tt.common,Tt.aomap,Tt.lightmap,Tt.emissivemap,Tt.bumpmap,Tt.normalmap,Tt.displacementmap,Tt.gradientmap,Tt.fog,Tt.lights,{emissive:{value:new Kt(0)}}]),vertexShader:Yt.meshtoon_vert,fragmentShader:Yt.meshtoon_frag},matcap:{uniforms:sn([Tt.common,Tt.bumpmap,Tt.normalmap,Tt.displacementmap,Tt.fog,{matcap:{value:null}}]),vertexShader:Yt.meshmatcap_vert,fragmentShader:Yt.meshmatcap_frag},points:{uniforms:sn([Tt.points,Tt.fog]),vertexShader:Yt.points_vert,fragmentShader:Yt.points_frag},dashed:{uniforms:sn([Tt.common,Tt.fog,{scale:{value:1},dashSize:{value:1},totalSize:{value:2}}]),vertexShader:Yt.linedashed_vert,fragmentShader:Yt.linedashed_frag},depth:{uniforms:sn([Tt.common,Tt.displacementmap]),vertexShader:Yt.depth_vert,fragmentShader:Yt.depth_frag},normal:{uniforms:sn([Tt.common,Tt.bumpmap,Tt.normalmap,Tt.displacementmap,{opacity:{value:1}}]),vertexShader:Yt.meshnormal_vert,fragmentShader:Yt.meshnormal_frag},sprite:{uniforms:sn([Tt.sprite,Tt.fog]),vertexShader:Yt.sprite_vert,fragmentShader:Yt.sprite_frag},background:{uniforms:{uvTransform:{value:new Ot},t2D:{value:null},backgroundIntensity:{value:1}},vertexShader:Yt.background_vert,fragmentShader:Yt.background_frag},backgroundCube:{uniforms:{envMap:{value:null},backgroundBlurriness:{value:0},backgroundIntensity:{value:1},backgroundRotation:{value:new Ot}},vertexShader:Yt.backgroundCube_vert,fragmentShader:Yt.backgroundCube_frag},cube:{uniforms:{tCube:{value:null},tFlip:{value:-1},opacity:{value:1}},vertexShader:Yt.cube_vert,fragmentShader:Yt.cube_frag},equirect:{uniforms:{tEquirect:{value:null}},vertexShader:Yt.equirect_vert,fragmentShader:Yt.equirect_frag},distance:{uniforms:sn([Tt.common,Tt.displacementmap,{referencePosition:{value:new Z},nearDistance:{value:1},farDistance:{value:1e3}}]),vertexShader:Yt.distance_vert,fragmentShader:Yt.distance_frag},shadow:{uniforms:sn([Tt.lights,Tt.fog,{color:{value:new Kt(0)},opacity:{value:1}}]),vertexShader:Yt.shadow_vert,fragmentShader:Yt.shadow_frag}};Zi.physical={uniforms:sn([Zi.standard.uniforms,{clearcoat:{value:0},clearcoatMap:{value:null},clearcoatMapTransform:{value:new Ot},clearcoatNormalMap:{value:null},clearcoatNormalMapTransform:{value:new Ot},clearcoatNormalScale:{value:new ne(1,1)},clearcoatRoughness:{value:0},clearcoatRoughnessMap:{value:null},clearcoatRoughnessMapTransform:{value:new Ot},diffuseRoughness:{value:0},diffuseRoughnessMap:{value:null},diffuseRoughnessMapTransform:{value:new Ot},dispersion:{value:0},retroreflectivity:{value:0},iridescence:{value:0},iridescenceMap:{value:null},iridescenceMapTransform:{value:new Ot},iridescenceIOR:{value:1.3},iridescenceThicknessMinimum:{value:100},iridescenceThicknessMaximum:{value:400},iridescenceThicknessMap:{value:null},iridescenceThicknessMapTransform:{value:new Ot},sheen:{value:0},sheenColor:{value:new Kt(0)},sheenColorMap:{value:null},sheenColorMapTransform:{value:new Ot},sheenRoughness:{value:1},sheenRoughnessMap:{value:null},sheenRoughnessMapTransform:{value:new Ot},transmission:{value:0},transmissionMap:{value:null},transmissionMapTransform:{value:new Ot},transmissionSamplerSize:{value:new ne},transmissionSamplerMap:{value:null},thickness:{value:0},thicknessMap:{value:null},thicknessMapTransform:{value:new Ot},attenuationDistance:{value:0},attenuationColor:{value:new Kt(0)},specularColor:{value:new Kt(1,1,1)},specularColorMap:{value:null},specularColorMapTransform:{value:new Ot},specularIntensity:{value:1},specularIntensityMap:{value:null},specularIntensityMapTransform:{value:new Ot},anisotropyVector:{value:new ne},anisotropyMap:{value:null},anisotropyMapTransform:{value:new Ot}}]),vertexShader:Yt.meshphysical_vert,fragmentShader:Yt.meshphysical_frag};var qh={r:0,b:0,g:0},iF=new xe,yA=new Ot;yA.set(-1,0,0,0,1,0,0,0,1);function rF(e,t,n,i,r,s){let o=new Kt(0),a=r===!0?0:1,c,l,u=null,h=0,f=null;function d(x){let S=x.isScene===!0?x.background:null;if(S&&S.isTexture){let v=x.backgroundBlurriness>0;S=t.get(S,v)}return S}function p(x){let S=!1,v=d(x);v===null?m(o,a):v&&v.isColor&&(m(v,1),S=!0);let T=e.xr.getEnvironmentBlendMode();T==="additive"?n.buffers.color.setClear(0,0,0,1,s):T==="alpha-blend"&&n.buffers.color.setClear(0,0,0,0,s),(e.autoClear||S)&&(n.buffers.depth.setTest(!0),n.buffers.depth.setMask(!0),n.buffers.color.setMask(!0),e.clear(e.autoClearColor,e.autoClearDepth,e.autoClearStencil))}function y(x,S){let v=d(S);v&&v.isCubeTexture?(l===void 0&&(l=new ii(new ma(1,1,1),new Xi({name:"BackgroundCubeMaterial",uniforms:Ks(Zi.backgroundCube.uniforms),vertexShader:Zi.backgroundCube.vertexShader,fragmentShader:Zi.backgroundCube.fragmentShader,side:gn,depthTest:!1,depthWrite:!1,fog:!1,allowOverride:!1})),l.geometry.deleteAttribute("normal"),l.geometry.deleteAttribute("uv"),l.onBeforeRender=function(T,b,_){this.matrixWorld.copyPosition(_.matrixWorld)},Object.defineProperty(l.material,"envMap",{get:function(){return this.uniforms.envMap.value}}),i.update(l)),l.material.uniforms.envMap.value=v,l.material.uniforms.backgroundBlurriness.value=S.backgroundBlurriness,l.material.uniforms.backgroundIntensity.value=S.backgroundIntensity,l.material.uniforms.backgroundRotation.value.setFromMatrix4(iF.makeRotationFromEuler(S.backgroundRotation)).transpose(),v.isRenderTargetTexture===!1&&l.material.uniforms.backgroundRotation.value.premultiply(yA),l.material.toneMapped=te.getTransfer(v.colorSpace)!==ce,(u!==v||h!==v.version||f!==e.toneMapping)&&(l.material.needsUpdate=!0,u=v,h=v.version,f=e.toneMapping),l.layers.enableAll(),x.unshift(l,l.geometry,l.material,0,0,null)):v&&v.isTexture&&(c===void 0&&(c=new ii(new Hc(2,2),new Xi({name:"BackgroundMaterial",uniforms:Ks(Zi.background.uniforms),vertexShader:Zi.background.vertexShader,fragmentShader:Zi.background.fragmentShader,side:ss,depthTest:!1,depthWrite:!1,fog:!1,allowOverride:!1})),c.geometry.deleteAttribute("normal"),Object.defineProperty(c.material,"map",{get:function(){return this.uniforms.t2D.value}}),i.update(c)),c.material.uniforms.t2D.value=v,c.material.uniforms.backgroundIntensity.value=S.backgroundIntensity,c.material.toneMapped=te.getTransfer(v.colorSpace)!==ce,v.matrixAutoUpdate===!0&&v.updateMatrix(),c.material.uniforms.uvTransform.value.copy(v.matrix),(u!==v||h!==v.version||f!==e.toneMapping)&&(c.material.needsUpdate=!0,u=v,h=v.version,f=e.toneMapping),c.layers.enableAll(),x.unshift(c,c.geometry,c.material,0,0,null))}function m(x,S){x.getRGB(qh,I_(e)),n.buffers.color.setClear(qh.r,qh.g,qh.b,S,s)}function g(){l!==void 0&&(l.geometry.dispose(),l.material.dispose(),l=void 0),c!==void 0&&(c.geometry.dispose(),c.material.dispose(),c=void 0)}return{getClearColor:function(){return o},setClearColor:function(x,S=1){o.set(x),a=S,m(o,a)},getClearAlpha:function(){return a},setClearAlpha:function(x){a=x,m(o,a)},render:p,addToRenderList:y,dispose:g}}function sF(e,t){let n=e.getParameter(e.MAX_VERTEX_ATTRIBS),i={},r=f(null),s=r,o=!1;function a(E,N,B,P,L){let z=!1,k=h(E,P,B,N);s!==k&&(s=k,l(s.object)),z=d(E,P,B,L),z&&p(E,P,B,L),L!==null&&t.update(L,e.ELEMENT_ARRAY_BUFFER),(z||o)&&(o=!1,v(E,N,B,P),L!==null&&e.bindBuffer(e.ELEMENT_ARRAY_BUFFER,t.get(L).buffer))}function c(){return e.createVertexArray()}function l(E){return e.bindVertexArray(E)}function u(E){return e.deleteVertexArray(E)}function h(E,N,B,P){let L=P.wireframe===!0,z=i[N.id];z===void 0&&(z={},i[N.id]=z);let k=E.isInstancedMesh===!0?E.id:0,Y=z[k];Y===void 0&&(Y={},z[k]=Y);let U=Y[B.id];U===void 0&&(U={},Y[B.id]=U);let G=U[L];return G===void 0&&(G=f(c()),U[L]=G),G}function f(E){let N=[],B=[],P=[];for(let L=0;L<n;L++)N[L]=0,B[L]=0,P[L]=0;return{geometry:null,program:null,wireframe:!1,newAttributes:N,enabledAttributes:B,attributeDivisors:P,object:E,attributes:{},index:null}}function d(E,N,B,P){let L=s.attributes,z=N.attributes,k=0,Y=B.getAttributes();for(let U in Y)if(Y[U].location>=0){let X=L[U],rt=z[U];if(rt===void 0&&(U==="instanceMatrix"&&E.instanceMatrix&&(rt=E.instanceMatrix),U==="instanceColor"&&E.instanceColor&&(rt=E.instanceColor)),X===void 0||X.attribute!==rt||rt&&X.data!==rt.data)return!0;k++}return s.attributesNum!==k||s.index!==P}function p(E,N,B,P){let L={},z=N.attributes,k=0,Y=B.getAttributes();for(let U in Y)if(Y[U].location>=0){let X=z[U];X===void 0&&(U==="instanceMatrix"&&E.instanceMatrix&&(X=E.instanceMatrix),U==="instanceColor"&&E.instanceColor&&(X=E.instanceColor));let rt={};rt.attribute=X,X&&X.data&&(rt.data=X.data),L[U]=rt,k++}s.attributes=L,s.attributesNum=k,s.index=P}function y(){let E=s.newAttributes;for(let N=0,B=E.length;N<B;N++)E[N]=0}function m(E){g(E,0)}function g(E,N){let B=s.newAttributes,P=s.enabledAttributes,L=s.attributeDivisors;B[E]=1,P[E]===0&&(e.enableVertexAttribArray(E),P[E]=1),L[E]!==N&&(e.vertexAttribDivisor(E,N),L[E]=N)}function x(){let E=s.newAttributes,N=s.enabledAttributes;for(let B=0,P=N.length;B<P;B++)N[B]!==E[B]&&(e.disableVertexAttribArray(B),N[B]=0)}function S(E,N,B,P,L,z,k){k===!0?e.vertexAttribIPointer(E,N,B,L,z):e.vertexAttribPointer(E,N,B,P,L,z)}function v(E,N,B,P){y();let L=P.attributes,z=B.getAttributes(),k=N.defaultAttributeValues;for(let Y in z){let U=z[Y];if(U.location>=0){let G=L[Y];if(G===void 0&&(Y==="instanceMatrix"&&E.instanceMatrix&&(G=E.instanceMatrix),Y==="instanceColor"&&E.instanceColor&&(G=E.instanceColor)),G!==void 0){let X=G.normalized,rt=G.itemSize,ct=t.get(G);if(ct===void 0)continue;let W=ct.buffer,ot=ct.type,ut=ct.bytesPerElement,st=ot===e.INT||ot===e.UNSIGNED_INT||G.gpuType===uh;if(G.isInterleavedBufferAttribute){let at=G.data,J=at.isInterleavedBuffer===!0?at.stride:at.itemSize,yt=G.offset;if(at.isInstancedInterleavedBuffer||at.isInstancedBufferAttribute){for(let lt=0;lt<U.locationSize;lt++)g(U.location+lt,at.meshPerAttribute);E.isInstancedMesh!==!0&&P._maxInstanceCount===void 0&&(P._maxInstanceCount=at.meshPerAttribute*at.count)}else for(let lt=0;lt<U.locationSize;lt++)m(U.location+lt);e.bindBuffer(e.ARRAY_BUFFER,W);for(let lt=0;lt<U.locationSize;lt++)S(U.location+lt,rt/U.locationSize,ot,X,J*ut,(yt+rt/U.locationSize*lt)*ut,st)}else{if(G.isInstancedBufferAttribute){for(let at=0;at<U.locationSize;at++)g(U.location+at,G.meshPerAttribute);E.isInstancedMesh!==!0&&P._maxInstanceCount===void 0&&(P._maxInstanceCount=G.meshPerAttribute*G.count)}else for(let at=0;at<U.locationSize;at++)m(U.location+at);e.bindBuffer(e.ARRAY_BUFFER,W);for(let at=0;at<U.locationSize;at++)S(U.location+at,rt/U.locationSize,ot,X,rt*ut,rt/U.locationSize*at*ut,st)}}else if(k!==void 0){let X=k[Y];if(X!==void 0)switch(X.length){case 2:e.vertexAttrib2fv(U.location,X);break;case 3:e.vertexAttrib3fv(U.location,X);break;case 4:e.vertexAttrib4fv(U.location,X);break;default:e.vertexAttrib1fv(U.location,X)}}}}x()}function T(){I();for(let E in i){let N=i[E];for(let B in N){let P=N[B];for(let L in P){let z=P[L];for(let k in z)u(z[k].object),delete z[k];delete P[L]}}delete i[E]}}function b(E){if(i[E.id]===void 0)return;let N=i[E.id];for(let B in N){let P=N[B];for(let L in P){let z=P[L];for(let k in z)u(z[k].object),delete z[k];delete P[L]}}delete i[E.id]}function _(E){for(let N in i){let B=i[N];for(let P in B){let L=B[P];if(L[E.id]===void 0)continue;let z=L[E.id];for(let k in z)u(z[k].object),delete z[k];delete L[E.id]}}}function M(E){for(let N in i){let B=i[N],P=E.isInstancedMesh===!0?E.id:0,L=B[P];if(L!==void 0){for(let z in L){let k=L[z];for(let Y in k)u(k[Y].object),delete k[Y];delete L[z]}delete B[P],Object.keys(B).length===0&&delete i[N]}}}function I(){C(),o=!0,s!==r&&(s=r,l(s.object))}function C(){r.geometry=null,r.program=null,r.wireframe=!1}return{setup:a,reset:I,resetDefaultState:C,dispose:T,releaseStatesOfGeometry:b,releaseStatesOfObject:M,releaseStatesOfProgram:_,initAttributes:y,enableAttribute:m,disableUnusedAttributes:x}}function oF(e,t,n){let i;function r(c){i=c}function s(c,l){e.drawArrays(i,c,l),n.update(l,i,1)}function o(c,l,u){u!==0&&(e.drawArraysInstanced(i,c,l,u),n.update(l,i,u))}function a(c,l,u){if(u===0)return;t.get("WEBGL_multi_draw").multiDrawArraysWEBGL(i,c,0,l,0,u);let f=0;for(let d=0;d<u;d++)f+=l[d];n.update(f,i,1)}this.setMode=r,this.render=s,this.renderInstances=o,this.renderMultiDraw=a}function aF(e,t,n,i){let r;function s(){if(r!==void 0)return r;if(t.has("EXT_texture_filter_anisotropic")===!0){let _=t.get("EXT_texture_filter_anisotropic");r=e.getParameter(_.MAX_TEXTURE_MAX_ANISOTROPY_EXT)}else r=0;return r}function o(_){return!(_!==yi&&i.convert(_)!==e.getParameter(e.IMPLEMENTATION_COLOR_READ_FORMAT))}function a(_){let M=_===_i&&(t.has("EXT_color_buffer_half_float")||t.has("EXT_color_buffer_float"));return!(_!==Sn&&_!==gi&&!M&&i.convert(_)!==e.getParameter(e.IMPLEMENTATION_COLOR_READ_TYPE))}function c(_){if(_==="highp"){if(e.getShaderPrecisionFormat(e.VERTEX_SHADER,e.HIGH_FLOAT).precision>0&&e.getShaderPrecisionFormat(e.FRAGMENT_SHADER,e.HIGH_FLOAT).precision>0)return"highp";_="mediump"}return _==="mediump"&&e.getShaderPrecisionFormat(e.VERTEX_SHADER,e.MEDIUM_FLOAT).precision>0&&e.getShaderPrecisionFormat(e.FRAGMENT_SHADER,e.MEDIUM_FLOAT).precision>0?"mediump":"lowp"}let l=n.precision!==void 0?n.precision:"highp",u=c(l);u!==l&&(Ut("WebGLRenderer:",l,"not supported, using",u,"instead."),l=u);let h=n.reversedDepthBuffer===!0&&t.has("EXT_clip_control"),f=n.logarithmicDepthBuffer===!0&&h===!1;n.reversedDepthBuffer===!0&&h===!1&&Ut("WebGLRenderer: Unable to use reversed depth buffer due to missing EXT_clip_control extension. Fallback to default depth buffer."),n.logarithmicDepthBuffer===!0&&h===!0&&Ut("WebGLRenderer: Logarithmic depth buffer is ignored when reversed depth buffer is enabled.");let d=e.getParameter(e.MAX_TEXTURE_IMAGE_UNITS),p=e.getParameter(e.MAX_VERTEX_TEXTURE_IMAGE_UNITS),y=e.getParameter(e.MAX_TEXTURE_SIZE),m=e.getParameter(e.MAX_CUBE_MAP_TEXTURE_SIZE),g=e.getParameter(e.MAX_VERTEX_ATTRIBS),x=e.getParameter(e.MAX_VERTEX_UNIFORM_VECTORS),S=e.getParameter(e.MAX_VARYING_VECTORS),v=e.getParameter(e.MAX_FRAGMENT_UNIFORM_VECTORS),T=e.getParameter(e.MAX_SAMPLES),b=e.getParameter(e.SAMPLES);return{isWebGL2:!0,getMaxAnisotropy:s,getMaxPrecision:c,textureFormatReadable:o,textureTypeReadable:a,precision:l,logarithmicDepthBuffer:f,reversedDepthBuffer:h,maxTextures:d,maxVertexTextures:p,maxTextureSize:y,maxCubemapSize:m,maxAttributes:g,maxVertexUniforms:x,maxVaryings:S,maxFragmentUniforms:v,maxSamples:T,samples:b}}function cF(e){let t=this,n=null,i=0,r=!1,s=!1,o=new pi,a=new Ot,c={value:null,needsUpdate:!1};this.uniform=c,this.numPlanes=0,this.numIntersection=0,this.init=function(h,f){let d=h.length!==0||f||i!==0||r;return r=f,i=h.length,d},this.beginShadows=function(){s=!0,u(null)},this.endShadows=function(){s=!1},this.setGlobalState=function(h,f){n=u(h,f,0)},this.setState=function(h,f,d){let p=h.clippingPlanes,y=h.clipIntersection,m=h.clipShadows,g=e.get(h);if(!r||p===null||p.length===0||s&&!m)s?u(null):l();else{let x=s?0:i,S=x*4,v=g.clippingState||null;c.value=v,v=u(p,f,S,d);for(let T=0;T!==S;++T)v[T]=n[T];g.clippingState=v,this.numIntersection=y?this.numPlanes:0,this.numPlanes+=x}};function l(){c.value!==n&&(c.value=n,c.needsUpdate=i>0),t.numPlanes=i,t.numIntersection=0}function u(h,f,d,p){let y=h!==null?h.length:0,m=null;if(y!==0){if(m=c.value,p!==!0||m===null){let g=d+y*4,x=f.matrixWorldInverse;a.getNormalMatrix(x),(m===null||m.length<g)&&(m=new Float32Array(g));for(let S=0,v=d;S!==y;++S,v+=4)o.copy(h[S]).applyMatrix4(x,a),o.normal.toArray(m,v),m[v+3]=o.constant}c.value=m,c.needsUpdate=!0}return t.numPlanes=y,t.numIntersection=0,m}}var al=class extends Nn{constructor(t=1,n={}){super(t,t,n),this.isWebGLCubeRenderTarget=!0;let i={width:t,height:t,depth:1},r=[i,i,i,i,i,i];this.texture=new zc(r),this._setTextureOptions(n),this.texture.isRenderTargetTexture=!0}fromEquirectangularTexture(t,n){this.texture.type=n.type,this.texture.colorSpace=n.colorSpace,this.texture.generateMipmaps=n.generateMipmaps,this.texture.minFilter=n.minFilter,this.texture.magFilter=n.magFilter;let i={uniforms:{tEquirect:{value:null}},vertexShader:`

				varying vec3 vWorldDirection;

				vec3 transformDirection( in vec3 dir, in mat4 matrix ) {

					return normalize( ( matrix * vec4( dir, 0.0 ) ).xyz );

				}

				void main() {

					vWorldDirection = transformDirection( position, modelMatrix );

					#include <begin_vertex>
					#include <project_vertex>

				}
			`,fragmentShader:`

				uniform sampler2D tEquirect;

				varying vec3 vWorldDirection;

				#include <common>

				void main() {

					vec3 direction = normalize( vWorldDirection );

					vec2 sampleUV = equirectUv( direction );

					gl_FragColor = texture2D( tEquirect, sampleUV );

				}
			`},r=new ma(5,5,5),s=new Xi({name:"CubemapFromEquirect",uniforms:Ks(i.uniforms),vertexShader:i.vertexShader,fragmentShader:i.fragmentShader,side:gn,blending:qs});s.uniforms.tEquirect.value=n;let o=new ii(r,s),a=n.minFilter;return n.minFilter===Ar&&(n.minFilter=mn),new ga(1,10,this).update(t,o),n.minFilter=a,o.geometry.dispose(),o.material.dispose(),this}clear(t,n=!0,i=!0,r=!0){let s=t.getRenderTarget();for(let o=0;o<6;o++)t.setRenderTarget(this,o),t.clear(n,i,r);t.setRenderTarget(s)}},JT=256,lF=3,uF=20,xA=256,vA=16,fF=3,hF=new Z,dF=new Kt,Zh=class e{constructor(t){this._renderer=t,this._cubeSize=0,this._sourceTarget=null,this._cubeCamera=new ga(1,10,null),this._boxMesh=new ii(new ma(5,5,5),null),this._cubemapMaterial=null,this._equirectMaterial=null,this._blurMaterial=null,this._ggxMaterial=null,this._integrationMaterial=null}fromScene(t,n=0,i=.1,r=100,s={}){let{size:o=256,position:a=hF}=s,c=this._renderer;this._setSize(o);let l=this._allocateTarget(),u=this._getSourceTarget(!0);n>0&&(u.texture.mipmapsAutoUpdate=!1);let h=c.autoClear,f=c.autoClearColor,d=c.autoClearDepth,p=c.autoClearStencil,y=t.background;c.autoClear=!0,c.autoClearColor=!0,c.autoClearDepth=!0,c.autoClearStencil=!0,y===null&&(t.background=c.getClearColor(dF));let m=new ga(i,r,u);return m.position.copy(a),m.update(c,t),c.autoClear=h,c.autoClearColor=f,c.autoClearDepth=d,c.autoClearStencil=p,t.background=y,n>0&&(u.texture.mipmapsAutoUpdate=!0,this._blur(l,n)),this._applyPMREM(l),l}fromEquirectangular(t,n=null){return this._fromTexture(t,n)}fromCubemap(t,n=null){return this._fromTexture(t,n)}compileCubemapShader(){this._cubemapMaterial===null&&(this._cubemapMaterial=jT(),this._compileMaterial(this._cubemapMaterial))}compileEquirectangularShader(){this._equirectMaterial===null&&(this._equirectMaterial=QT(),this._compileMaterial(this._equirectMaterial))}dispose(){this._sourceTarget!==null&&this._sourceTarget.dispose(),this._cubemapMaterial!==null&&this._cubemapMaterial.dispose(),this._equirectMaterial!==null&&this._equirectMaterial.dispose(),this._blurMaterial!==null&&this._blurMaterial.dispose(),this._ggxMaterial!==null&&this._ggxMaterial.dispose(),this._integrationMaterial!==null&&this._integrationMaterial.dispose(),this._boxMesh.geometry.dispose()}static lodToRoughness(t,n){return n>0?1-Math.sqrt(1-t/n):0}_setSize(t){this._cubeSize=Math.max(JT,$T(t))}_fromTexture(t,n){t.mapping===Zs||t.mapping===xa?this._setSize(t.image.length===0?JT:t.image[0].width||t.image[0].image.width):this._setSize(t.image.width/4);let i=n||this._allocateTarget();return this._textureToCubemap(t),this._applyPMREM(i),i}_allocateTarget(){let t=this._cubeSize,n=KT(t,!1,!1),i=Math.log2(t)-lF;for(let r=0;r<=i;r++)n.texture.mipmaps.push({width:t>>r,height:t>>r});return n.texture.name="PMREM",n.texture.isPMREMTexture=!0,n}_getSourceTarget(t=!1){let n=this._cubeSize,i=this._sourceTarget;return(i===null||i.width!==n||t&&i.depthBuffer===!1)&&(i!==null&&i.dispose(),this._sourceTarget=KT(n,!0,t)),this._sourceTarget}_compileMaterial(t){this._boxMesh.material=t,this._renderer.compile(this._boxMesh,this._cubeCamera.children[0])}_renderCube(t,n,i){let r=this._boxMesh,s=this._cubeCamera;r.material=i,s.renderTarget=t,s.activeMipmapLevel=n;let o=t.width>>n;t.viewport.set(0,0,o,o),s.update(this._renderer,r),t.viewport.set(0,0,t.width,t.height)}_textureToCubemap(t){let n;t.mapping===Zs||t.mapping===xa?(this._cubemapMaterial===null&&(this._cubemapMaterial=jT()),n=this._cubemapMaterial,n.uniforms.flipEnvMap.value=t.isRenderTargetTexture===!1?-1:1):(this._equirectMaterial===null&&(this._equirectMaterial=QT()),n=this._equirectMaterial),n.uniforms.envMap.value=t,this._renderCube(this._getSourceTarget(),0,n)}_applyPMREM(t){this._ggxMaterial===null&&(this._ggxMaterial=pF(),this._integrationMaterial=mF());let n=this._cubeSize,i=t.texture.mipmaps.length-1,r=this._ggxMaterial.uniforms;r.envMap.value=this._sourceTarget.texture;let s=this._integrationMaterial.uniforms;s.envMap.value=this._sourceTarget.texture,s.sourceLod.value=Math.log2(n/vA);for(let o=0;o<=i;o++){let a=e.lodToRoughness(o,i);if(o>i-fF)s.roughness.value=a,this._renderCube(t,o,this._integrationMaterial);else{let c=a>0?Math.log2(n)+.5*Math.log2(6/(xA*Math.pow(a,4)))+.5:0;r.roughness.value=a,r.lodBias.value=c,this._renderCube(t,o,this._ggxMaterial)}}}_blur(t,n){this._blurMaterial===null&&(this._blurMaterial=gF());let i=this._blurMaterial,r=i.uniforms,s=this._sourceTarget;r.sigma.value=Math.min(n,Math.PI)/Math.SQRT2,r.envMap.value=s.texture,this._renderCube(t,0,i),r.envMap.value=t.texture,this._renderCube(s,0,i)}};function KT(e,t,n){return new al(e,{minFilter:Ar,generateMipmaps:t,type:_i,colorSpace:Lc,depthBuffer:n})}function cl(e,t,n){return new Xi({name:e,uniforms:t,vertexShader:Yt.cube_vert,fragmentShader:n,side:gn,blending:qs,depthTest:!1,depthWrite:!1})}function pF(){return cl("PMREMGGXConvolution",{envMap:{value:null},roughness:{value:0},lodBias:{value:0}},`

		#define GGX_SAMPLES ${xA}u

		varying vec3 vWorldDirection;

		uniform samplerCube envMap;
		uniform float roughness;
		uniform float lodBias;

		#include <common>

		// Van der Corput radical inverse
		float radicalInverse_VdC( uint bits ) {

			bits = ( bits << 16u ) | ( bits >> 16u );
			bits = ( ( bits & 0x55555555u ) << 1u ) | ( ( bits & 0xAAAAAAAAu ) >> 1u );
			bits = ( ( bits & 0x33333333u ) << 2u ) | ( ( bits & 0xCCCCCCCCu ) >> 2u );
			bits = ( ( bits & 0x0F0F0F0Fu ) << 4u ) | ( ( bits & 0xF0F0F0F0u ) >> 4u );
			bits = ( ( bits & 0x00FF00FFu ) << 8u ) | ( ( bits & 0xFF00FF00u ) >> 8u );
			return float( bits ) * 2.3283064365386963e-10; // / 0x100000000

		}

		// Hammersley sequence
		vec2 hammersley( uint i, uint N ) {

			return vec2( float( i ) / float( N ), radicalInverse_VdC( i ) );

		}

		void main() {

			vec3 N = normalize( vWorldDirection );

			// For very low roughness, just sample the environment directly
			if ( roughness < 0.001 ) {

				gl_FragColor = vec4( textureLod( envMap, N, 0.0 ).rgb, 1.0 );
				return;

			}

			float alpha = roughness * roughness;
			float alpha2 = alpha * alpha;

			// Tangent space basis for VNDF sampling
			vec3 up = abs( N.z ) < 0.999 ? vec3( 0.0, 0.0, 1.0 ) : vec3( 1.0, 0.0, 0.0 );
			vec3 tangent = normalize( cross( up, N ) );
			vec3 bitangent = cross( N, tangent );

			vec3 prefilteredColor = vec3( 0.0 );
			float totalWeight = 0.0;

			for ( uint i = 0u; i < GGX_SAMPLES; i ++ ) {

				vec2 Xi = hammersley( i, GGX_SAMPLES );

				// With V = N, sample the reflected direction directly.
				float invQ = 1.0 / ( 1.0 - Xi.x + alpha2 * Xi.x );
				float NdotL = ( 1.0 - Xi.x - alpha2 * Xi.x ) * invQ;

				if ( NdotL > 0.0 ) {

					float phi = 2.0 * PI * Xi.y;
					float sinTheta = 2.0 * alpha * sqrt( Xi.x * ( 1.0 - Xi.x ) ) * invQ;
					vec3 L = N * NdotL + ( tangent * cos( phi ) + bitangent * sin( phi ) ) * sinTheta;

					// Match the source mip to the sample's solid angle. The terms
					// independent of the sample are precomputed in lodBias.
					float d = alpha2 * invQ;
					float lod = max( log2( d ) + lodBias, 0.0 );

					// Weight by NdotL for the split-sum approximation
					prefilteredColor += textureLod( envMap, L, lod ).rgb * NdotL;
					totalWeight += NdotL;

				}

			}

			gl_FragColor = vec4( prefilteredColor / totalWeight, 1.0 );

		}
	`)}function mF(){return cl("PMREMGGXIntegration",{envMap:{value:null},roughness:{value:0},sourceLod:{value:0},sourceSize:{value:vA}},`

		varying vec3 vWorldDirection;

		uniform samplerCube envMap;
		uniform float roughness;
		uniform float sourceLod;
		uniform int sourceSize;

		void main() {

			vec3 N = normalize( vWorldDirection );

			float alpha = roughness * roughness;
			float alpha2 = alpha * alpha;

			float texelSize = 2.0 / float( sourceSize );

			vec3 prefilteredColor = vec3( 0.0 );
			float totalWeight = 0.0;

			// Pair opposite texels: only the one in N's hemisphere contributes.
			for ( int face = 0; face < 3; face ++ ) {

				for ( int y = 0; y < sourceSize; y ++ ) {

					for ( int x = 0; x < sourceSize; x ++ ) {

						vec2 uv = ( vec2( x, y ) + 0.5 ) * texelSize - 1.0;
						vec3 texelDirection = face == 0 ? vec3( 1.0, uv ) : ( face == 1 ? vec3( uv.x, 1.0, uv.y ) : vec3( uv, 1.0 ) );

						float invDistance = inversesqrt( 1.0 + dot( uv, uv ) );
						float NdotL = dot( N, texelDirection );
						texelDirection *= NdotL < 0.0 ? - 1.0 : 1.0;
						NdotL = abs( NdotL ) * invDistance;

						// With V = N, NdotH squared is ( 1 + NdotL ) / 2. Common factors
						// in the GGX distribution and texel solid angle cancel when normalized.
						float d = 1.0 + alpha2 + ( alpha2 - 1.0 ) * NdotL;
						float weight = NdotL * invDistance * invDistance * invDistance / ( d * d );

						prefilteredColor += textureLod( envMap, texelDirection, sourceLod ).rgb * weight;
						totalWeight += weight;

					}

				}

			}

			gl_FragColor = vec4( prefilteredColor / totalWeight, 1.0 );

		}
	`)}function gF(){return cl("PMREMSphericalGaussianBlur",{envMap:{value:null},sigma:{value:0}},`

		#define SAMPLES ${uF}
		#define GOLDEN_ANGLE 2.39996322973

		varying vec3 vWorldDirection;

		uniform samplerCube envMap;
		uniform float sigma;

		#include <common>

		void main() {

			vec3 outputDirection = normalize( vWorldDirection );

			vec3 up = abs( outputDirection.z ) < 0.999 ? vec3( 0.0, 0.0, 1.0 ) : vec3( 1.0, 0.0, 0.0 );
			vec3 tangent = normalize( cross( up, outputDirection ) );
			vec3 bitangent = cross( outputDirection, tangent );

			// Truncate the kernel at three standard deviations or at the antipode.
			float thetaMax = min( 3.0 * sigma, PI );
			float truncation = 1.0 - exp( - 0.5 * thetaMax * thetaMax / ( sigma * sigma ) );

			vec3 accumColor = vec3( 0.0 );
			float accumWeight = 0.0;

			for ( int i = 0; i < SAMPLES; i ++ ) {

				// Stratified inverse-CDF sampling of the Gaussian, placed on a golden-angle spiral.
				float stratum = ( float( i ) + 0.5 ) / float( SAMPLES );
				float theta = sigma * sqrt( - 2.0 * log( 1.0 - stratum * truncation ) );
				float phi = float( i ) * GOLDEN_ANGLE;

				vec3 offset = cos( phi ) * tangent + sin( phi ) * bitangent;
				vec3 sampleDirection = cos( theta ) * outputDirection + sin( theta ) * offset;

				// Correct the planar sample density to solid angle.
				float weight = sin( theta ) / theta;

				accumColor += weight * textureLod( envMap, sampleDirection, 0.0 ).rgb;
				accumWeight += weight;

			}

			gl_FragColor = vec4( accumColor / accumWeight, 1.0 );

		}
	`)}function QT(){return cl("PMREMEquirectangularToCubemap",{envMap:{value:null}},`

		varying vec3 vWorldDirection;

		uniform sampler2D envMap;

		#include <common>

		void main() {

			// Average four subpixel samples to preserve small, bright features.
			vec3 direction = normalize( vWorldDirection );
			vec3 dx = dFdx( direction ) * 0.25;
			vec3 dy = dFdy( direction ) * 0.25;

			vec3 color = textureLod( envMap, equirectUv( normalize( direction - dx - dy ) ), 0.0 ).rgb;
			color += textureLod( envMap, equirectUv( normalize( direction + dx - dy ) ), 0.0 ).rgb;
			color += textureLod( envMap, equirectUv( normalize( direction - dx + dy ) ), 0.0 ).rgb;
			color += textureLod( envMap, equirectUv( normalize( direction + dx + dy ) ), 0.0 ).rgb;
			gl_FragColor = vec4( color * 0.25, 1.0 );

		}
	`)}function jT(){return cl("PMREMCubemapToCubemap",{envMap:{value:null},flipEnvMap:{value:-1}},`

		varying vec3 vWorldDirection;

		uniform samplerCube envMap;
		uniform float flipEnvMap;

		void main() {

			gl_FragColor = vec4( textureCube( envMap, vec3( flipEnvMap * vWorldDirection.x, vWorldDirection.yz ) ).rgb, 1.0 );

		}
	`)}function _F(e){let t=new WeakMap,n=new WeakMap,i=null;function r(f,d=!1){return f==null?null:d?o(f):s(f)}function s(f){if(f&&f.isTexture){let d=f.mapping;if(d===ah||d===ch)if(t.has(f)){let p=t.get(f).texture;return a(p,f.mapping)}else{let p=f.image;if(p&&p.height>0){let y=new al(p.height);return y.fromEquirectangularTexture(e,f),t.set(f,y),f.addEventListener("dispose",l),a(y.texture,f.mapping)}else return null}}return f}function o(f){if(f&&f.isTexture&&f.isPMREMTexture!==!0){let d=f.mapping,p=d===ah||d===ch,y=d===Zs||d===xa;if(p||y){let m=n.get(f),g=m!==void 0?m.texture.pmremVersion:0;if(f.isRenderTargetTexture&&f.pmremVersion!==g)return i===null&&(i=new Zh(e)),m=p?i.fromEquirectangular(f,m):i.fromCubemap(f,m),m.texture.pmremVersion=f.pmremVersion,n.set(f,m),m.texture;if(m!==void 0)return m.texture;{let x=f.image;return p&&x&&x.height>0||y&&x&&c(x)?(i===null&&(i=new Zh(e)),m=p?i.fromEquirectangular(f):i.fromCubemap(f),m.texture.pmremVersion=f.pmremVersion,n.set(f,m),f.addEventListener("dispose",u),m.texture):null}}}return f}function a(f,d){return d===ah?f.mapping=Zs:d===ch&&(f.mapping=xa),f}function c(f){let d=0,p=6;for(let y=0;y<p;y++)f[y]!==void 0&&d++;return d===p}function l(f){let d=f.target;d.removeEventListener("dispose",l);let p=t.get(d);p!==void 0&&(t.delete(d),p.dispose())}function u(f){let d=f.target;d.removeEventListener("dispose",u);let p=n.get(d);p!==void 0&&(n.delete(d),p.dispose())}function h(){t=new WeakMap,n=new WeakMap,i!==null&&(i.dispose(),i=null)}return{get:r,dispose:h}}function yF(e){let t={};function n(i){if(t[i]!==void 0)return t[i];let r=e.getExtension(i);return t[i]=r,r}return{has:function(i){return n(i)!==null},init:function(){n("EXT_color_buffer_float"),n("WEBGL_clip_cull_distance"),n("OES_texture_float_linear"),n("EXT_color_buffer_half_float"),n("WEBGL_multisampled_render_to_texture"),n("WEBGL_render_shared_exponent")},get:function(i){let r=n(i);return r===null&&Ic("WebGLRenderer: "+i+" extension not supported."),r}}}function xF(e,t,n,i){let r={},s=new WeakMap,o=new FinalizationRegistry(p=>delete r[p]);function a(p){c(p.target)}function c(p){p.index!==null&&t.remove(p.index);for(let m in p.attributes)t.remove(p.attributes[m]);p.removeEventListener("dispose",a),delete r[p.id],o.unregister(p);let y=s.get(p);y&&(t.remove(y),s.delete(p)),i.releaseStatesOfGeometry(p),p.isInstancedBufferGeometry===!0&&delete p._maxInstanceCount,n.memory.geometries--}function l(p,y){return r[y.id]!==void 0||(y.addEventListener("dispose",a),r[y.id]=new WeakRef(y),o.register(y,y.id,y),n.memory.geometries++),y}function u(p){let y=p.attributes;for(let m in y)t.update(y[m],e.ARRAY_BUFFER)}function h(p){let y=p.index,m=p.attributes.position,g=0;if(m===void 0)return;let x=y!==null?y.array.length:m.array.length/3-1,S=m.count>=65535?kc:Bc,v=new S(Math.ceil(x/3)*6,1),T=v.array;if(y!==null){let _=y.array;g=y.version;for(let M=0,I=0;M<x;M+=3){let C=_[M+0],E=_[M+1],N=_[M+2];T[I++]=C,T[I++]=E,T[I++]=E,T[I++]=N,T[I++]=N,T[I++]=C}}else{g=m.version;for(let _=0,M=0;_<x;_+=3){let I=_+0,C=_+1,E=_+2;T[M++]=I,T[M++]=C,T[M++]=C,T[M++]=E,T[M++]=E,T[M++]=I}}v.version=g;let b=s.get(p);b&&t.remove(b),s.set(p,v)}function f(p){let y=s.get(p);if(y){let m=p.index;m!==null&&y.version<m.version&&h(p)}else h(p);return s.get(p)}function d(){for(let p in r){let y=r[p].deref();y!==void 0&&c(y)}}return{get:l,update:u,getWireframeAttribute:f,dispose:d}}function vF(e,t,n){let i;function r(h){i=h}let s,o;function a(h){s=h.type,o=h.bytesPerElement}function c(h,f){e.drawElements(i,f,s,h*o),n.update(f,i,1)}function l(h,f,d){d!==0&&(e.drawElementsInstanced(i,f,s,h*o,d),n.update(f,i,d))}function u(h,f,d){if(d===0)return;t.get("WEBGL_multi_draw").multiDrawElementsWEBGL(i,f,0,s,h,0,d);let y=0;for(let m=0;m<d;m++)y+=f[m];n.update(y,i,1)}this.setMode=r,this.setIndex=a,this.render=c,this.renderInstances=l,this.renderMultiDraw=u}function bF(e){let t={geometries:0,textures:0},n={frame:0,calls:0,triangles:0,points:0,lines:0};function i(s,o,a){switch(n.calls++,o){case e.TRIANGLES:n.triangles+=a*(s/3);break;case e.LINES:n.lines+=a*(s/2);break;case e.LINE_STRIP:n.lines+=a*(s-1);break;case e.LINE_LOOP:n.lines+=a*s;break;case e.POINTS:n.points+=a*s;break;default:Ft("WebGLInfo: Unknown draw mode:",o);break}}function r(){n.calls=0,n.triangles=0,n.points=0,n.lines=0}return{memory:t,render:n,programs:null,autoReset:!0,reset:r,update:i}}function MF(e,t,n){let i=new WeakMap,r=new ve;function s(o,a,c){let l=o.morphTargetInfluences,u=a.morphAttributes.position||a.morphAttributes.normal||a.morphAttributes.color,h=u!==void 0?u.length:0,f=i.get(a);if(f===void 0||f.count!==h){let I=function(){_.dispose(),i.delete(a),a.removeEventListener("dispose",I)};f!==void 0&&f.texture.dispose();let d=a.morphAttributes.position!==void 0,p=a.morphAttributes.normal!==void 0,y=a.morphAttributes.color!==void 0,m=a.morphAttributes.position||[],g=a.morphAttributes.normal||[],x=a.morphAttributes.color||[],S=0;d===!0&&(S=1),p===!0&&(S=2),y===!0&&(S=3);let v=a.attributes.position.count*S,T=1;v>t.maxTextureSize&&(T=Math.ceil(v/t.maxTextureSize),v=t.maxTextureSize);let b=new Float32Array(v*T*4*h),_=new Uc(b,v,T,h);_.type=gi,_.needsUpdate=!0;let M=S*4;for(let C=0;C<h;C++){let E=m[C],N=g[C],B=x[C],P=v*T*4*C;for(let L=0;L<E.count;L++){let z=L*M;d===!0&&(r.fromBufferAttribute(E,L),b[P+z+0]=r.x,b[P+z+1]=r.y,b[P+z+2]=r.z,b[P+z+3]=0),p===!0&&(r.fromBufferAttribute(N,L),b[P+z+4]=r.x,b[P+z+5]=r.y,b[P+z+6]=r.z,b[P+z+7]=0),y===!0&&(r.fromBufferAttribute(B,L),b[P+z+8]=r.x,b[P+z+9]=r.y,b[P+z+10]=r.z,b[P+z+11]=B.itemSize===4?r.w:1)}}f={count:h,texture:_,size:new ne(v,T)},i.set(a,f),a.addEventListener("dispose",I)}if(o.isInstancedMesh===!0&&o.morphTexture!==null)c.getUniforms().setValue(e,"morphTexture",o.morphTexture,n);else{let d=0;for(let y=0;y<l.length;y++)d+=l[y];let p=a.morphTargetsRelative?1:1-d;c.getUniforms().setValue(e,"morphTargetBaseInfluence",p),c.getUniforms().setValue(e,"morphTargetInfluences",l)}c.getUniforms().setValue(e,"morphTargetsTexture",f.texture,n),c.getUniforms().setValue(e,"morphTargetsTextureSize",f.size)}return{update:s}}function SF(e,t,n,i,r){let s=new WeakMap;function o(l){let u=r.render.frame,h=l.geometry,f=t.get(l,h);if(s.get(f)!==u&&(t.update(f),s.set(f,u)),l.isInstancedMesh&&(l.hasEventListener("dispose",c)===!1&&l.addEventListener("dispose",c),s.get(l)!==u&&(n.update(l.instanceMatrix,e.ARRAY_BUFFER),l.instanceColor!==null&&n.update(l.instanceColor,e.ARRAY_BUFFER),s.set(l,u))),l.isSkinnedMesh){let d=l.skeleton;s.get(d)!==u&&(d.update(),s.set(d,u))}return f}function a(){s=new WeakMap}function c(l){let u=l.target;u.removeEventListener("dispose",c),i.releaseStatesOfObject(u),n.remove(u.instanceMatrix),u.instanceColor!==null&&n.remove(u.instanceColor)}return{update:o,dispose:a}}var wF={[l_]:"LINEAR_TONE_MAPPING",[u_]:"REINHARD_TONE_MAPPING",[f_]:"CINEON_TONE_MAPPING",[h_]:"ACES_FILMIC_TONE_MAPPING",[p_]:"AGX_TONE_MAPPING",[m_]:"NEUTRAL_TONE_MAPPING",[d_]:"CUSTOM_TONE_MAPPING"};function TF(e,t,n,i,r,s){let o=new Nn(t,n,{type:e,depthBuffer:r,stencilBuffer:s,samples:i?4:0,storeMultisampledDepthBuffer:!1,storeMultisampledStencilBuffer:!1,resolveDepthBuffer:!1,resolveStencilBuffer:!1}),a=null,c=null,l=null,u=new $i;u.setAttribute("position",new ni([-1,3,0,-1,-1,0,3,-1,0],3)),u.setAttribute("uv",new ni([0,2,0,0,2,0],2));let h=new $f({uniforms:{tDiffuse:{value:null}},vertexShader:`
			precision highp float;

			uniform mat4 modelViewMatrix;
			uniform mat4 projectionMatrix;

			attribute vec3 position;
			attribute vec2 uv;

			varying vec2 vUv;

			void main() {
				vUv = uv;
				gl_Position = projectionMatrix * modelViewMatrix * vec4( position, 1.0 );
			}`,fragmentShader:`
			precision highp float;

			uniform sampler2D tDiffuse;

			varying vec2 vUv;

			#include <tonemapping_pars_fragment>
			#include <colorspace_pars_fragment>

			void main() {
				gl_FragColor = texture2D( tDiffuse, vUv );

				#ifdef LINEAR_TONE_MAPPING
					gl_FragColor.rgb = LinearToneMapping( gl_FragColor.rgb );
				#elif defined( REINHARD_TONE_MAPPING )
					gl_FragColor.rgb = ReinhardToneMapping( gl_FragColor.rgb );
				#elif defined( CINEON_TONE_MAPPING )
					gl_FragColor.rgb = CineonToneMapping( gl_FragColor.rgb );
				#elif defined( ACES_FILMIC_TONE_MAPPING )
					gl_FragColor.rgb = ACESFilmicToneMapping( gl_FragColor.rgb );
				#elif defined( AGX_TONE_MAPPING )
					gl_FragColor.rgb = AgXToneMapping( gl_FragColor.rgb );
				#elif defined( NEUTRAL_TONE_MAPPING )
					gl_FragColor.rgb = NeutralToneMapping( gl_FragColor.rgb );
				#elif defined( CUSTOM_TONE_MAPPING )
					gl_FragColor.rgb = CustomToneMapping( gl_FragColor.rgb );
				#endif

				#ifdef SRGB_TRANSFER
					gl_FragColor = sRGBTransferOETF( gl_FragColor );
				#endif
			}`,depthTest:!1,depthWrite:!1}),f=new ii(u,h),d=new Xs(-1,1,1,-1,0,1),p=null,y=null,m=!1,g,x=null,S=[],v=!1;this.setSize=function(T,b){o.setSize(T,b),a!==null&&a.setSize(T,b),c!==null&&c.setSize(T,b);for(let _=0;_<S.length;_++){let M=S[_];M.setSize&&M.setSize(T,b)}},this.setEffects=function(T){S=T,v=S.length>0&&S[0].isRenderPass===!0;let b=o.width,_=o.height;S.length>0&&a===null&&(a=new Nn(b,_,{type:_i,depthBuffer:!1,stencilBuffer:!1}),c=new Nn(b,_,{type:_i,depthBuffer:!1,stencilBuffer:!1}));let M=r===!0&&S.some(I=>I.needsDepthTexture===!0);M!==(o.depthTexture!==null)&&(M===!0&&l===null&&(l=new Tr(b,_),s===!0&&(l.format=Er,l.type=Js)),o.dispose(),o.depthTexture=M?l:null,o.resolveDepthBuffer=M,o.storeMultisampledDepthBuffer=M);for(let I=0;I<S.length;I++){let C=S[I];C.setSize&&C.setSize(b,_),M&&C.needsDepthTexture===!0&&C.setDepthTexture&&C.setDepthTexture(l)}},this.begin=function(T,b){if(m||T.toneMapping===qi&&S.length===0)return!1;if(x=b,b!==null){let _=b.width,M=b.height;(o.width!==_||o.height!==M)&&this.setSize(_,M)}return v===!1&&T.setRenderTarget(o),g=T.toneMapping,T.toneMapping=qi,!0},this.hasRenderPass=function(){return v},this.end=function(T,b){T.toneMapping=g,m=!0;let _=o,M=a;for(let I=0;I<S.length;I++){let C=S[I];C.enabled!==!1&&(C.render(T,M,_,b),C.needsSwap!==!1&&(_=M,M=M===a?c:a))}if(p!==T.outputColorSpace||y!==T.toneMapping){p=T.outputColorSpace,y=T.toneMapping,h.defines={},te.getTransfer(p)===ce&&(h.defines.SRGB_TRANSFER="");let I=wF[y];I&&(h.defines[I]=""),h.needsUpdate=!0}h.uniforms.tDiffuse.value=_.texture,T.setRenderTarget(x),T.render(f,d),x=null,m=!1},this.isCompositing=function(){return m},this.dispose=function(){o.dispose(),a!==null&&a.dispose(),c!==null&&c.dispose(),u.dispose(),h.dispose()}}var bA=new Mn,MA=new Tr(1,1),SA=new Gc(1),wA=new Uc,TA=new zf,AA=new zc,tA=[],eA=[],nA=new Float32Array(16),iA=new Float32Array(9),rA=new Float32Array(4);function Ma(e,t,n){let i=e[0];if(i<=0||i>0)return e;let r=t*n,s=tA[r];if(s===void 0&&(s=new Float32Array(r),tA[r]=s),t!==0){i.toArray(s,0);for(let o=1,a=0;o!==t;++o)a+=n,e[o].toArray(s,a)}return s}function Fe(e,t){if(e.length!==t.length)return!1;for(let n=0,i=e.length;n<i;n++)if(e[n]!==t[n])return!1;return!0}function Oe(e,t){for(let n=0,i=t.length;n<i;n++)e[n]=t[n]}function Kh(e,t){let n=eA[t];n===void 0&&(n=new Int32Array(t),eA[t]=n);for(let i=0;i!==t;++i)n[i]=e.allocateTextureUnit();return n}function AF(e,t){let n=this.cache;n[0]!==t&&(e.uniform1f(this.addr,t),n[0]=t)}function EF(e,t){let n=this.cache;if(t.x!==void 0)(n[0]!==t.x||n[1]!==t.y)&&(e.uniform2f(this.addr,t.x,t.y),n[0]=t.x,n[1]=t.y);else{if(Fe(n,t))return;e.uniform2fv(this.addr,t),Oe(n,t)}}function CF(e,t){let n=this.cache;if(t.x!==void 0)(n[0]!==t.x||n[1]!==t.y||n[2]!==t.z)&&(e.uniform3f(this.addr,t.x,t.y,t.z),n[0]=t.x,n[1]=t.y,n[2]=t.z);else if(t.r!==void 0)(n[0]!==t.r||n[1]!==t.g||n[2]!==t.b)&&(e.uniform3f(this.addr,t.r,t.g,t.b),n[0]=t.r,n[1]=t.g,n[2]=t.b);else{if(Fe(n,t))return;e.uniform3fv(this.addr,t),Oe(n,t)}}function RF(e,t){let n=this.cache;if(t.x!==void 0)(n[0]!==t.x||n[1]!==t.y||n[2]!==t.z||n[3]!==t.w)&&(e.uniform4f(this.addr,t.x,t.y,t.z,t.w),n[0]=t.x,n[1]=t.y,n[2]=t.z,n[3]=t.w);else{if(Fe(n,t))return;e.uniform4fv(this.addr,t),Oe(n,t)}}function IF(e,t){let n=this.cache,i=t.elements;if(i===void 0){if(Fe(n,t))return;e.uniformMatrix2fv(this.addr,!1,t),Oe(n,t)}else{if(Fe(n,i))return;rA.set(i),e.uniformMatrix2fv(this.addr,!1,rA),Oe(n,i)}}function PF(e,t){let n=this.cache,i=t.elements;if(i===void 0){if(Fe(n,t))return;e.uniformMatrix3fv(this.addr,!1,t),Oe(n,t)}else{if(Fe(n,i))return;iA.set(i),e.uniformMatrix3fv(this.addr,!1,iA),Oe(n,i)}}function LF(e,t){let n=this.cache,i=t.elements;if(i===void 0){if(Fe(n,t))return;e.uniformMatrix4fv(this.addr,!1,t),Oe(n,t)}else{if(Fe(n,i))return;nA.set(i),e.uniformMatrix4fv(this.addr,!1,nA),Oe(n,i)}}function NF(e,t){let n=this.cache;n[0]!==t&&(e.uniform1i(this.addr,t),n[0]=t)}function DF(e,t){let n=this.cache;if(t.x!==void 0)(n[0]!==t.x||n[1]!==t.y)&&(e.uniform2i(this.addr,t.x,t.y),n[0]=t.x,n[1]=t.y);else{if(Fe(n,t))return;e.uniform2iv(this.addr,t),Oe(n,t)}}function UF(e,t){let n=this.cache;if(t.x!==void 0)(n[0]!==t.x||n[1]!==t.y||n[2]!==t.z)&&(e.uniform3i(this.addr,t.x,t.y,t.z),n[0]=t.x,n[1]=t.y,n[2]=t.z);else{if(Fe(n,t))return;e.uniform3iv(this.addr,t),Oe(n,t)}}function FF(e,t){let n=this.cache;if(t.x!==void 0)(n[0]!==t.x||n[1]!==t.y||n[2]!==t.z||n[3]!==t.w)&&(e.uniform4i(this.addr,t.x,t.y,t.z,t.w),n[0]=t.x,n[1]=t.y,n[2]=t.z,n[3]=t.w);else{if(Fe(n,t))return;e.uniform4iv(this.addr,t),Oe(n,t)}}function OF(e,t){let n=this.cache;n[0]!==t&&(e.uniform1ui(this.addr,t),n[0]=t)}function BF(e,t){let n=this.cache;if(t.x!==void 0)(n[0]!==t.x||n[1]!==t.y)&&(e.uniform2ui(this.addr,t.x,t.y),n[0]=t.x,n[1]=t.y);else{if(Fe(n,t))return;e.uniform2uiv(this.addr,t),Oe(n,t)}}function kF(e,t){let n=this.cache;if(t.x!==void 0)(n[0]!==t.x||n[1]!==t.y||n[2]!==t.z)&&(e.uniform3ui(this.addr,t.x,t.y,t.z),n[0]=t.x,n[1]=t.y,n[2]=t.z);else{if(Fe(n,t))return;e.uniform3uiv(this.addr,t),Oe(n,t)}}function zF(e,t){let n=this.cache;if(t.x!==void 0)(n[0]!==t.x||n[1]!==t.y||n[2]!==t.z||n[3]!==t.w)&&(e.uniform4ui(this.addr,t.x,t.y,t.z,t.w),n[0]=t.x,n[1]=t.y,n[2]=t.z,n[3]=t.w);else{if(Fe(n,t))return;e.uniform4uiv(this.addr,t),Oe(n,t)}}function Qh(e){return e.version===0&&(e.compareFunction=A_,e.needsUpdate=!0),e}function GF(e,t,n){let i=this.cache,r=n.allocateTextureUnit();i[0]!==r&&(e.uniform1i(this.addr,r),i[0]=r);let s;this.type===e.SAMPLER_2D_SHADOW?s=Qh(MA):s=bA,n.setTexture2D(t||s,r)}function VF(e,t,n){let i=this.cache,r=n.allocateTextureUnit();i[0]!==r&&(e.uniform1i(this.addr,r),i[0]=r),n.setTexture3D(t||TA,r)}function HF(e,t,n){let i=this.cache,r=n.allocateTextureUnit();i[0]!==r&&(e.uniform1i(this.addr,r),i[0]=r);let s;this.type===e.SAMPLER_CUBE_SHADOW?s=Qh(SA):s=AA,n.setTextureCube(t||s,r)}function WF(e,t,n){let i=this.cache,r=n.allocateTextureUnit();i[0]!==r&&(e.uniform1i(this.addr,r),i[0]=r),n.setTexture2DArray(t||wA,r)}function $F(e){switch(e){case 5126:return AF;case 35664:return EF;case 35665:return CF;case 35666:return RF;case 35674:return IF;case 35675:return PF;case 35676:return LF;case 5124:case 35670:return NF;case 35667:case 35671:return DF;case 35668:case 35672:return UF;case 35669:case 35673:return FF;case 5125:return OF;case 36294:return BF;case 36295:return kF;case 36296:return zF;case 35678:case 36198:case 36298:case 36306:case 35682:return GF;case 35679:case 36299:case 36307:return VF;case 35680:case 36300:case 36308:case 36293:return HF;case 36289:case 36303:case 36311:case 36292:return WF}}function XF(e,t){e.uniform1fv(this.addr,t)}function qF(e,t){let n=Ma(t,this.size,2);e.uniform2fv(this.addr,n)}function YF(e,t){let n=Ma(t,this.size,3);e.uniform3fv(this.addr,n)}function ZF(e,t){let n=Ma(t,this.size,4);e.uniform4fv(this.addr,n)}function JF(e,t){let n=Ma(t,this.size,4);e.uniformMatrix2fv(this.addr,!1,n)}function KF(e,t){let n=Ma(t,this.size,9);e.uniformMatrix3fv(this.addr,!1,n)}function QF(e,t){let n=Ma(t,this.size,16);e.uniformMatrix4fv(this.addr,!1,n)}function jF(e,t){e.uniform1iv(this.addr,t)}function tO(e,t){e.uniform2iv(this.addr,t)}function eO(e,t){e.uniform3iv(this.addr,t)}function nO(e,t){e.uniform4iv(this.addr,t)}function iO(e,t){e.uniform1uiv(this.addr,t)}function rO(e,t){e.uniform2uiv(this.addr,t)}function sO(e,t){e.uniform3uiv(this.addr,t)}function oO(e,t){e.uniform4uiv(this.addr,t)}function aO(e,t,n){let i=this.cache,r=t.length,s=Kh(n,r);Fe(i,s)||(e.uniform1iv(this.addr,s),Oe(i,s));let o;this.type===e.SAMPLER_2D_SHADOW?o=Qh(MA):o=bA;for(let a=0;a!==r;++a)n.setTexture2D(t[a]||o,s[a])}function cO(e,t,n){let i=this.cache,r=t.length,s=Kh(n,r);Fe(i,s)||(e.uniform1iv(this.addr,s),Oe(i,s));for(let o=0;o!==r;++o)n.setTexture3D(t[o]||TA,s[o])}function lO(e,t,n){let i=this.cache,r=t.length,s=Kh(n,r);Fe(i,s)||(e.uniform1iv(this.addr,s),Oe(i,s));let o;this.type===e.SAMPLER_CUBE_SHADOW?o=Qh(SA):o=AA;for(let a=0;a!==r;++a)n.setTextureCube(t[a]||o,s[a])}function uO(e,t,n){let i=this.cache,r=t.length,s=Kh(n,r);Fe(i,s)||(e.uniform1iv(this.addr,s),Oe(i,s));for(let o=0;o!==r;++o)n.setTexture2DArray(t[o]||wA,s[o])}function fO(e){switch(e){case 5126:return XF;case 35664:return qF;case 35665:return YF;case 35666:return ZF;case 35674:return JF;case 35675:return KF;case 35676:return QF;case 5124:case 35670:return jF;case 35667:case 35671:return tO;case 35668:case 35672:return eO;case 35669:case 35673:return nO;case 5125:return iO;case 36294:return rO;case 36295:return sO;case 36296:return oO;case 35678:case 36198:case 36298:case 36306:case 35682:return aO;case 35679:case 36299:case 36307:return cO;case 35680:case 36300:case 36308:case 36293:return lO;case 36289:case 36303:case 36311:case 36292:return uO}}var F_=class{constructor(t,n,i){this.id=t,this.addr=i,this.cache=[],this.type=n.type,this.setValue=$F(n.type)}},O_=class{constructor(t,n,i){this.id=t,this.addr=i,this.cache=[],this.type=n.type,this.size=n.size,this.setValue=fO(n.type)}},B_=class{constructor(t){this.id=t,this.seq=[],this.map={}}setValue(t,n,i){let r=this.seq;for(let s=0,o=r.length;s!==o;++s){let a=r[s];a.setValue(t,n[a.id],i)}}},D_=/(\w+)(\])?(\[|\.)?/g;function sA(e,t){e.seq.push(t),e.map[t.id]=t}function hO(e,t,n){let i=e.name,r=i.length;for(D_.lastIndex=0;;){let s=D_.exec(i),o=D_.lastIndex,a=s[1],c=s[2]==="]",l=s[3];if(c&&(a=a|0),l===void 0||l==="["&&o+2===r){sA(n,l===void 0?new F_(a,e,t):new O_(a,e,t));break}else{let h=n.map[a];h===void 0&&(h=new B_(a),sA(n,h)),n=h}}}var ba=class{constructor(t,n){this.seq=[],this.map={};let i=t.getProgramParameter(n,t.ACTIVE_UNIFORMS);for(let o=0;o<i;++o){let a=t.getActiveUniform(n,o),c=t.getUniformLocation(n,a.name);hO(a,c,this)}let r=[],s=[];for(let o of this.seq)o.type===t.SAMPLER_2D_SHADOW||o.type===t.SAMPLER_CUBE_SHADOW||o.type===t.SAMPLER_2D_ARRAY_SHADOW?r.push(o):s.push(o);r.length>0&&(this.seq=r.concat(s))}setValue(t,n,i,r){let s=this.map[n];s!==void 0&&s.setValue(t,i,r)}setOptional(t,n,i){let r=n[i];r!==void 0&&this.setValue(t,i,r)}static upload(t,n,i,r){for(let s=0,o=n.length;s!==o;++s){let a=n[s],c=i[a.id];c.needsUpdate!==!1&&a.setValue(t,c.value,r)}}static seqWithValue(t,n){let i=[];for(let r=0,s=t.length;r!==s;++r){let o=t[r];o.id in n&&i.push(o)}return i}};function oA(e,t,n){let i=e.createShader(t);return e.shaderSource(i,n),e.compileShader(i),i}var dO=37297,pO=0;function mO(e,t){let n=e.split(`
`),i=[],r=Math.max(t-6,0),s=Math.min(t+6,n.length);for(let o=r;o<s;o++){let a=o+1;i.push(`${a===t?">":" "} ${a}: ${n[o]}`)}return i.join(`
`)}var aA=new Ot;function gO(e){te._getMatrix(aA,te.workingColorSpace,e);let t=`mat3( ${aA.elements.map(n=>n.toFixed(4))} )`;switch(te.getTransfer(e)){case Nc:return[t,"LinearTransferOETF"];case ce:return[t,"sRGBTransferOETF"];default:return Ut("WebGLProgram: Unsupported color space: ",e),[t,"LinearTransferOETF"]}}function cA(e,t,n){let i=e.getShaderParameter(t,e.COMPILE_STATUS),s=(e.getShaderInfoLog(t)||"").trim();if(i&&s==="")return"";let o=/ERROR: 0:(\d+)/.exec(s);if(o){let a=parseInt(o[1]);return n.toUpperCase()+`

`+s+`

`+mO(e.getShaderSource(t),a)}else return s}function _O(e,t){let n=gO(t);return[`vec4 ${e}( vec4 value ) {`,`	return ${n[1]}( vec4( ${n[0]} * value.rgb, value.a ) );`,"}"].join(`
`)}var yO={[l_]:"Linear",[u_]:"Reinhard",[f_]:"Cineon",[h_]:"ACESFilmic",[p_]:"AgX",[m_]:"Neutral",[d_]:"Custom"};function xO(e,t){let n=yO[t];return n===void 0?(Ut("WebGLProgram: Unsupported toneMapping:",t),"vec3 "+e+"( vec3 color ) { return LinearToneMapping( color ); }"):"vec3 "+e+"( vec3 color ) { return "+n+"ToneMapping( color ); }"}var Yh=new Z;function vO(){te.getLuminanceCoefficients(Yh);let e=Yh.x.toFixed(4),t=Yh.y.toFixed(4),n=Yh.z.toFixed(4);return["float luminance( const in vec3 rgb ) {",`	const vec3 weights = vec3( ${e}, ${t}, ${n} );`,"	return dot( weights, rgb );","}"].join(`
`)}function bO(e){return[e.extensionClipCullDistance?"#extension GL_ANGLE_clip_cull_distance : require":"",e.extensionMultiDraw?"#extension GL_ANGLE_multi_draw : require":""].filter(ol).join(`
`)}function MO(e){let t=[];for(let n in e){let i=e[n];i!==!1&&t.push("#define "+n+" "+i)}return t.join(`
`)}function SO(e,t){let n={},i=e.getProgramParameter(t,e.ACTIVE_ATTRIBUTES);for(let r=0;r<i;r++){let s=e.getActiveAttrib(t,r),o=s.name,a=1;s.type===e.FLOAT_MAT2&&(a=2),s.type===e.FLOAT_MAT3&&(a=3),s.type===e.FLOAT_MAT4&&(a=4),n[o]={type:s.type,location:e.getAttribLocation(t,o),locationSize:a}}return n}function ol(e){return e!==""}function lA(e,t){let n=t.numSpotLightShadows+t.numSpotLightMaps-t.numSpotLightShadowsWithMaps;return e.replace(/NUM_SUN_LIGHTS/g,t.numSunLights).replace(/NUM_DIR_LIGHTS/g,t.numDirLights).replace(/NUM_SPOT_LIGHTS/g,t.numSpotLights).replace(/NUM_SPOT_LIGHT_MAPS/g,t.numSpotLightMaps).replace(/NUM_SPOT_LIGHT_COORDS/g,n).replace(/NUM_RECT_AREA_LIGHTS/g,t.numRectAreaLights).replace(/NUM_POINT_LIGHTS/g,t.numPointLights).replace(/NUM_HEMI_LIGHTS/g,t.numHemiLights).replace(/NUM_SUN_LIGHT_SHADOWS/g,t.numSunLightShadows).replace(/NUM_DIR_LIGHT_SHADOWS/g,t.numDirLightShadows).replace(/NUM_SPOT_LIGHT_SHADOWS_WITH_MAPS/g,t.numSpotLightShadowsWithMaps).replace(/NUM_SPOT_LIGHT_SHADOWS/g,t.numSpotLightShadows).replace(/NUM_POINT_LIGHT_SHADOWS/g,t.numPointLightShadows).replace(/NUM_LIGHT_PROBE_GRIDS/g,t.numLightProbeGrids)}function uA(e,t){return e.replace(/NUM_CLIPPING_PLANES/g,t.numClippingPlanes).replace(/UNION_CLIPPING_PLANES/g,t.numClippingPlanes-t.numClipIntersection)}var wO=/^[ \t]*#include +<([\w\d./]+)>/gm;function k_(e){return e.replace(wO,TO)}function TO(e,t){let n=Yt[t];if(n===void 0)throw new Error("THREE.WebGLProgram: Can not resolve #include <"+t+">");return k_(n)}var AO=/#pragma unroll_loop_start\s+for\s*\(\s*int\s+i\s*=\s*(\d+)\s*;\s*i\s*<\s*(\d+)\s*;\s*i\s*\+\+\s*\)\s*{([\s\S]+?)}\s+#pragma unroll_loop_end/g;function fA(e){return e.replace(AO,EO)}function EO(e,t,n,i){let r="";for(let s=parseInt(t);s<parseInt(n);s++)r+=i.replace(/\[\s*i\s*\]/g,"[ "+s+" ]").replace(/UNROLLED_LOOP_INDEX/g,s);return r}function hA(e){let t=`precision ${e.precision} float;
	precision ${e.precision} int;
	precision ${e.precision} sampler2D;
	precision ${e.precision} samplerCube;
	precision ${e.precision} sampler3D;
	precision ${e.precision} sampler2DArray;
	precision ${e.precision} sampler2DShadow;
	precision ${e.precision} samplerCubeShadow;
	precision ${e.precision} sampler2DArrayShadow;
	precision ${e.precision} isampler2D;
	precision ${e.precision} isampler3D;
	precision ${e.precision} isamplerCube;
	precision ${e.precision} isampler2DArray;
	precision ${e.precision} usampler2D;
	precision ${e.precision} usampler3D;
	precision ${e.precision} usamplerCube;
	precision ${e.precision} usampler2DArray;
	`;return e.precision==="highp"?t+=`
#define HIGH_PRECISION`:e.precision==="mediump"?t+=`
#define MEDIUM_PRECISION`:e.precision==="lowp"&&(t+=`
#define LOW_PRECISION`),t}var CO={[Jc]:"SHADOWMAP_TYPE_PCF",[_a]:"SHADOWMAP_TYPE_VSM"};function RO(e){return CO[e.shadowMapType]||"SHADOWMAP_TYPE_BASIC"}var IO={[xa]:"ENVMAP_MODE_REFRACTION"};function PO(e){return e.envMap===!1?"ENVMAP_MODE_REFLECTION":IO[e.envMapMode]||"ENVMAP_MODE_REFLECTION"}var LO={[oh]:"ENVMAP_BLENDING_MULTIPLY",[RT]:"ENVMAP_BLENDING_MIX",[IT]:"ENVMAP_BLENDING_ADD"};function NO(e){return e.envMap===!1?"ENVMAP_BLENDING_NONE":LO[e.combine]||"ENVMAP_BLENDING_NONE"}function DO(e,t,n,i){let r=e.getContext(),s=n.defines,o=n.vertexShader,a=n.fragmentShader,c=RO(n),l=n.envMapPMREM===!0?"ENVMAP_TYPE_PMREM":"ENVMAP_TYPE_CUBE",u=PO(n),h=NO(n),f=bO(n),d=MO(s),p=r.createProgram(),y,m,g=n.glslVersion?"#version "+n.glslVersion+`
`:"";n.isRawShaderMaterial?(y=["#define SHADER_TYPE "+n.shaderType,"#define SHADER_NAME "+n.shaderName,d].filter(ol).join(`
`),y.length>0&&(y+=`
`),m=["#define SHADER_TYPE "+n.shaderType,"#define SHADER_NAME "+n.shaderName,d].filter(ol).join(`
`),m.length>0&&(m+=`
`)):(y=[hA(n),"#define SHADER_TYPE "+n.shaderType,"#define SHADER_NAME "+n.shaderName,d,n.extensionClipCullDistance?"#define USE_CLIP_DISTANCE":"",n.batching?"#define USE_BATCHING":"",n.batchingColor?"#define USE_BATCHING_COLOR":"",n.instancing?"#define USE_INSTANCING":"",n.instancingColor?"#define USE_INSTANCING_COLOR":"",n.instancingMorph?"#define USE_INSTANCING_MORPH":"",n.useFog&&n.fog?"#define USE_FOG":"",n.useFog&&n.fogExp2?"#define FOG_EXP2":"",n.map?"#define USE_MAP":"",n.envMap?"#define USE_ENVMAP":"",n.envMap?"#define "+u:"",n.lightMap?"#define USE_LIGHTMAP":"",n.aoMap?"#define USE_AOMAP":"",n.bumpMap?"#define USE_BUMPMAP":"",n.normalMap?"#define USE_NORMALMAP":"",n.normalMapObjectSpace?"#define USE_NORMALMAP_OBJECTSPACE":"",n.normalMapTangentSpace?"#define USE_NORMALMAP_TANGENTSPACE":"",n.displacementMap?"#define USE_DISPLACEMENTMAP":"",n.emissiveMap?"#define USE_EMISSIVEMAP":"",n.anisotropy?"#define USE_ANISOTROPY":"",n.anisotropyMap?"#define USE_ANISOTROPYMAP":"",n.clearcoatMap?"#define USE_CLEARCOATMAP":"",n.clearcoatRoughnessMap?"#define USE_CLEARCOAT_ROUGHNESSMAP":"",n.clearcoatNormalMap?"#define USE_CLEARCOAT_NORMALMAP":"",n.diffuseRoughnessMap?"#define USE_DIFFUSE_ROUGHNESSMAP":"",n.iridescenceMap?"#define USE_IRIDESCENCEMAP":"",n.iridescenceThicknessMap?"#define USE_IRIDESCENCE_THICKNESSMAP":"",n.specularMap?"#define USE_SPECULARMAP":"",n.specularColorMap?"#define USE_SPECULAR_COLORMAP":"",n.specularIntensityMap?"#define USE_SPECULAR_INTENSITYMAP":"",n.roughnessMap?"#define USE_ROUGHNESSMAP":"",n.metalnessMap?"#define USE_METALNESSMAP":"",n.alphaMap?"#define USE_ALPHAMAP":"",n.alphaHash?"#define USE_ALPHAHASH":"",n.transmission?"#define USE_TRANSMISSION":"",n.transmissionMap?"#define USE_TRANSMISSIONMAP":"",n.thicknessMap?"#define USE_THICKNESSMAP":"",n.sheenColorMap?"#define USE_SHEEN_COLORMAP":"",n.sheenRoughnessMap?"#define USE_SHEEN_ROUGHNESSMAP":"",n.mapUv?"#define MAP_UV "+n.mapUv:"",n.alphaMapUv?"#define ALPHAMAP_UV "+n.alphaMapUv:"",n.lightMapUv?"#define LIGHTMAP_UV "+n.lightMapUv:"",n.aoMapUv?"#define AOMAP_UV "+n.aoMapUv:"",n.emissiveMapUv?"#define EMISSIVEMAP_UV "+n.emissiveMapUv:"",n.bumpMapUv?"#define BUMPMAP_UV "+n.bumpMapUv:"",n.normalMapUv?"#define NORMALMAP_UV "+n.normalMapUv:"",n.displacementMapUv?"#define DISPLACEMENTMAP_UV "+n.displacementMapUv:"",n.metalnessMapUv?"#define METALNESSMAP_UV "+n.metalnessMapUv:"",n.roughnessMapUv?"#define ROUGHNESSMAP_UV "+n.roughnessMapUv:"",n.anisotropyMapUv?"#define ANISOTROPYMAP_UV "+n.anisotropyMapUv:"",n.clearcoatMapUv?"#define CLEARCOATMAP_UV "+n.clearcoatMapUv:"",n.clearcoatNormalMapUv?"#define CLEARCOAT_NORMALMAP_UV "+n.clearcoatNormalMapUv:"",n.clearcoatRoughnessMapUv?"#define CLEARCOAT_ROUGHNESSMAP_UV "+n.clearcoatRoughnessMapUv:"",n.diffuseRoughnessMapUv?"#define DIFFUSE_ROUGHNESSMAP_UV "+n.diffuseRoughnessMapUv:"",n.iridescenceMapUv?"#define IRIDESCENCEMAP_UV "+n.iridescenceMapUv:"",n.iridescenceThicknessMapUv?"#define IRIDESCENCE_THICKNESSMAP_UV "+n.iridescenceThicknessMapUv:"",n.sheenColorMapUv?"#define SHEEN_COLORMAP_UV "+n.sheenColorMapUv:"",n.sheenRoughnessMapUv?"#define SHEEN_ROUGHNESSMAP_UV "+n.sheenRoughnessMapUv:"",n.specularMapUv?"#define SPECULARMAP_UV "+n.specularMapUv:"",n.specularColorMapUv?"#define SPECULAR_COLORMAP_UV "+n.specularColorMapUv:"",n.specularIntensityMapUv?"#define SPECULAR_INTENSITYMAP_UV "+n.specularIntensityMapUv:"",n.transmissionMapUv?"#define TRANSMISSIONMAP_UV "+n.transmissionMapUv:"",n.thicknessMapUv?"#define THICKNESSMAP_UV "+n.thicknessMapUv:"",n.vertexTangents&&n.flatShading===!1?"#define USE_TANGENT":"",n.vertexNormals?"#define HAS_NORMAL":"",n.vertexColors?"#define USE_COLOR":"",n.vertexAlphas?"#define USE_COLOR_ALPHA":"",n.vertexUv1s?"#define USE_UV1":"",n.vertexUv2s?"#define USE_UV2":"",n.vertexUv3s?"#define USE_UV3":"",n.pointsUvs?"#define USE_POINTS_UV":"",n.flatShading?"#define FLAT_SHADED":"",n.skinning?"#define USE_SKINNING":"",n.morphTargets?"#define USE_MORPHTARGETS":"",n.morphNormals&&n.flatShading===!1?"#define USE_MORPHNORMALS":"",n.morphColors?"#define USE_MORPHCOLORS":"",n.morphTargetsCount>0?"#define MORPHTARGETS_TEXTURE_STRIDE "+n.morphTextureStride:"",n.morphTargetsCount>0?"#define MORPHTARGETS_COUNT "+n.morphTargetsCount:"",n.doubleSided?"#define DOUBLE_SIDED":"",n.flipSided?"#define FLIP_SIDED":"",n.shadowMapEnabled?"#define USE_SHADOWMAP":"",n.shadowMapEnabled?"#define "+c:"",n.sizeAttenuation?"#define USE_SIZEATTENUATION":"",n.numLightProbes>0?"#define USE_LIGHT_PROBES":"",n.logarithmicDepthBuffer?"#define USE_LOGARITHMIC_DEPTH_BUFFER":"",n.reversedDepthBuffer?"#define USE_REVERSED_DEPTH_BUFFER":"","uniform mat4 modelMatrix;","uniform mat4 modelViewMatrix;","uniform mat4 projectionMatrix;","uniform mat4 viewMatrix;","uniform mat3 normalMatrix;","uniform vec3 cameraPosition;","uniform bool isOrthographic;","#ifdef USE_INSTANCING","	attribute mat4 instanceMatrix;","#endif","#ifdef USE_INSTANCING_COLOR","	attribute vec3 instanceColor;","#endif","#ifdef USE_INSTANCING_MORPH","	uniform sampler2D morphTexture;","#endif","attribute vec3 position;","attribute vec3 normal;","attribute vec2 uv;","#ifdef USE_UV1","	attribute vec2 uv1;","#endif","#ifdef USE_UV2","	attribute vec2 uv2;","#endif","#ifdef USE_UV3","	attribute vec2 uv3;","#endif","#ifdef USE_TANGENT","	attribute vec4 tangent;","#endif","#if defined( USE_COLOR_ALPHA )","	attribute vec4 color;","#elif defined( USE_COLOR )","	attribute vec3 color;","#endif","#ifdef USE_SKINNING","	attribute vec4 skinIndex;","	attribute vec4 skinWeight;","#endif",`
`].filter(ol).join(`
`),m=[hA(n),"#define SHADER_TYPE "+n.shaderType,"#define SHADER_NAME "+n.shaderName,d,n.useFog&&n.fog?"#define USE_FOG":"",n.useFog&&n.fogExp2?"#define FOG_EXP2":"",n.alphaToCoverage?"#define ALPHA_TO_COVERAGE":"",n.map?"#define USE_MAP":"",n.matcap?"#define USE_MATCAP":"",n.envMap?"#define USE_ENVMAP":"",n.envMap?"#define "+l:"",n.envMap?"#define "+u:"",n.envMap?"#define "+h:"",n.envMapPMREM?"#define ENVMAP_MAX_LOD "+n.envMapMaxLod+".0":"",n.envMapPMREM?"#define ENVMAP_SIZE "+n.envMapSize+".0":"",n.lightMap?"#define USE_LIGHTMAP":"",n.aoMap?"#define USE_AOMAP":"",n.bumpMap?"#define USE_BUMPMAP":"",n.normalMap?"#define USE_NORMALMAP":"",n.normalMapObjectSpace?"#define USE_NORMALMAP_OBJECTSPACE":"",n.normalMapTangentSpace?"#define USE_NORMALMAP_TANGENTSPACE":"",n.packedNormalMap?"#define USE_PACKED_NORMALMAP":"",n.emissiveMap?"#define USE_EMISSIVEMAP":"",n.anisotropy?"#define USE_ANISOTROPY":"",n.anisotropyMap?"#define USE_ANISOTROPYMAP":"",n.clearcoat?"#define USE_CLEARCOAT":"",n.clearcoatMap?"#define USE_CLEARCOATMAP":"",n.clearcoatRoughnessMap?"#define USE_CLEARCOAT_ROUGHNESSMAP":"",n.clearcoatNormalMap?"#define USE_CLEARCOAT_NORMALMAP":"",n.diffuseRoughness?"#define USE_DIFFUSE_ROUGHNESS":"",n.diffuseRoughnessMap?"#define USE_DIFFUSE_ROUGHNESSMAP":"",n.dispersion?"#define USE_DISPERSION":"",n.retroreflection?"#define USE_RETROREFLECTION":"",n.iridescence?"#define USE_IRIDESCENCE":"",n.iridescenceMap?"#define USE_IRIDESCENCEMAP":"",n.iridescenceThicknessMap?"#define USE_IRIDESCENCE_THICKNESSMAP":"",n.specularMap?"#define USE_SPECULARMAP":"",n.specularColorMap?"#define USE_SPECULAR_COLORMAP":"",n.specularIntensityMap?"#define USE_SPECULAR_INTENSITYMAP":"",n.roughnessMap?"#define USE_ROUGHNESSMAP":"",n.metalnessMap?"#define USE_METALNESSMAP":"",n.alphaMap?"#define USE_ALPHAMAP":"",n.alphaTest?"#define USE_ALPHATEST":"",n.alphaHash?"#define USE_ALPHAHASH":"",n.sheen?"#define USE_SHEEN":"",n.sheenColorMap?"#define USE_SHEEN_COLORMAP":"",n.sheenRoughnessMap?"#define USE_SHEEN_ROUGHNESSMAP":"",n.transmission?"#define USE_TRANSMISSION":"",n.transmissionMap?"#define USE_TRANSMISSIONMAP":"",n.thicknessMap?"#define USE_THICKNESSMAP":"",n.vertexTangents&&n.flatShading===!1?"#define USE_TANGENT":"",n.vertexColors||n.instancingColor?"#define USE_COLOR":"",n.vertexAlphas||n.batchingColor?"#define USE_COLOR_ALPHA":"",n.vertexUv1s?"#define USE_UV1":"",n.vertexUv2s?"#define USE_UV2":"",n.vertexUv3s?"#define USE_UV3":"",n.pointsUvs?"#define USE_POINTS_UV":"",n.gradientMap?"#define USE_GRADIENTMAP":"",n.flatShading?"#define FLAT_SHADED":"",n.doubleSided?"#define DOUBLE_SIDED":"",n.flipSided?"#define FLIP_SIDED":"",n.shadowMapEnabled?"#define USE_SHADOWMAP":"",n.shadowMapEnabled?"#define "+c:"",n.premultipliedAlpha?"#define PREMULTIPLIED_ALPHA":"",n.numLightProbes>0?"#define USE_LIGHT_PROBES":"",n.decodeVideoTexture?"#define DECODE_VIDEO_TEXTURE":"",n.decodeVideoTextureEmissive?"#define DECODE_VIDEO_TEXTURE_EMISSIVE":"",n.logarithmicDepthBuffer?"#define USE_LOGARITHMIC_DEPTH_BUFFER":"",n.reversedDepthBuffer?"#define USE_REVERSED_DEPTH_BUFFER":"","uniform mat4 viewMatrix;","uniform vec3 cameraPosition;","uniform bool isOrthographic;",n.toneMapping!==qi?"#define TONE_MAPPING":"",n.toneMapping!==qi?Yt.tonemapping_pars_fragment:"",n.toneMapping!==qi?xO("toneMapping",n.toneMapping):"",n.dithering?"#define DITHERING":"",n.opaque?"#define OPAQUE":"",Yt.colorspace_pars_fragment,_O("linearToOutputTexel",n.outputColorSpace),vO(),n.useDepthPacking?"#define DEPTH_PACKING "+n.depthPacking:"",`
`].filter(ol).join(`
`)),o=k_(o),o=lA(o,n),o=uA(o,n),a=k_(a),a=lA(a,n),a=uA(a,n),o=fA(o),a=fA(a),n.isRawShaderMaterial!==!0&&(g=`#version 300 es
`,y=[f,"#define attribute in","#define varying out","#define texture2D texture"].join(`
`)+`
`+y,m=["#define varying in",n.glslVersion===E_?"":"layout(location = 0) out highp vec4 pc_fragColor;",n.glslVersion===E_?"":"#define gl_FragColor pc_fragColor","#define gl_FragDepthEXT gl_FragDepth","#define texture2D texture","#define textureCube texture","#define texture2DProj textureProj","#define texture2DLodEXT textureLod","#define texture2DProjLodEXT textureProjLod","#define textureCubeLodEXT textureLod","#define texture2DGradEXT textureGrad","#define texture2DProjGradEXT textureProjGrad","#define textureCubeGradEXT textureGrad"].join(`
`)+`
`+m);let x=g+y+o,S=g+m+a,v=oA(r,r.VERTEX_SHADER,x),T=oA(r,r.FRAGMENT_SHADER,S);r.attachShader(p,v),r.attachShader(p,T),n.index0AttributeName!==void 0?r.bindAttribLocation(p,0,n.index0AttributeName):n.hasPositionAttribute===!0&&r.bindAttribLocation(p,0,"position"),r.linkProgram(p);function b(C){if(e.debug.checkShaderErrors){let E=r.getProgramInfoLog(p)||"",N=r.getShaderInfoLog(v)||"",B=r.getShaderInfoLog(T)||"",P=E.trim(),L=N.trim(),z=B.trim(),k=!0,Y=!0;if(r.getProgramParameter(p,r.LINK_STATUS)===!1)if(k=!1,typeof e.debug.onShaderError=="function")e.debug.onShaderError(r,p,v,T);else{let U=cA(r,v,"vertex"),G=cA(r,T,"fragment");Ft("WebGLProgram: Shader Error "+r.getError()+" - VALIDATE_STATUS "+r.getProgramParameter(p,r.VALIDATE_STATUS)+`

Material Name: `+C.name+`
Material Type: `+C.type+`

Program Info Log: `+P+`
`+U+`
`+G)}else P!==""?Ut("WebGLProgram: Program Info Log:",P):(L===""||z==="")&&(Y=!1);Y&&(C.diagnostics={runnable:k,programLog:P,vertexShader:{log:L,prefix:y},fragmentShader:{log:z,prefix:m}})}r.deleteShader(v),r.deleteShader(T),_=new ba(r,p),M=SO(r,p)}let _;this.getUniforms=function(){return _===void 0&&b(this),_};let M;this.getAttributes=function(){return M===void 0&&b(this),M};let I=n.rendererExtensionParallelShaderCompile===!1;return this.isReady=function(){return I===!1&&(I=r.getProgramParameter(p,dO)),I},this.destroy=function(){i.releaseStatesOfProgram(this),r.deleteProgram(p),this.program=void 0},this.type=n.shaderType,this.name=n.shaderName,this.id=pO++,this.cacheKey=t,this.usedTimes=1,this.program=p,this.vertexShader=v,this.fragmentShader=T,this}var UO=0,z_=class{constructor(){this.shaderCache=new Map,this.materialCache=new Map}update(t,n,i){let r=this._getShaderCacheForMaterial(t);return r.has(n)===!1&&(r.add(n),n.usedTimes++),r.has(i)===!1&&(r.add(i),i.usedTimes++),this}remove(t){let n=this.materialCache.get(t);for(let i of n)i.usedTimes--,i.usedTimes===0&&this.shaderCache.delete(i.code);return this.materialCache.delete(t),this}getVertexShaderStage(t){return this._getShaderStage(t.vertexShader)}getFragmentShaderStage(t){return this._getShaderStage(t.fragmentShader)}dispose(){this.shaderCache.clear(),this.materialCache.clear()}_getShaderCacheForMaterial(t){let n=this.materialCache,i=n.get(t);return i===void 0&&(i=new Set,n.set(t,i)),i}_getShaderStage(t){let n=this.shaderCache,i=n.get(t);return i===void 0&&(i=new G_(t),n.set(t,i)),i}},G_=class{constructor(t){this.id=UO++,this.code=t,this.usedTimes=0}};function FO(e){return e===os||e===nl||e===il}function OO(e,t,n,i,r,s){let o=new Fc,a=new z_,c=new Set,l=[],u=new Map,h=i.logarithmicDepthBuffer,f={MeshDepthMaterial:"depth",MeshDistanceMaterial:"distance",MeshNormalMaterial:"normal",MeshBasicMaterial:"basic",MeshLambertMaterial:"lambert",MeshPhongMaterial:"phong",MeshToonMaterial:"toon",MeshStandardMaterial:"physical",MeshPhysicalMaterial:"physical",MeshMatcapMaterial:"matcap",LineBasicMaterial:"basic",LineDashedMaterial:"dashed",PointsMaterial:"points",ShadowMaterial:"shadow",SpriteMaterial:"sprite"};function d(_){return c.add(_),_===0?"uv":`uv${_}`}function p(_,M,I,C,E,N){let B=C.fog,P=E.geometry,L=_.isMeshStandardMaterial||_.isMeshLambertMaterial||_.isMeshPhongMaterial?C.environment:null,z=_.isMeshStandardMaterial||_.isMeshLambertMaterial&&!_.envMap||_.isMeshPhongMaterial&&!_.envMap,k=t.get(_.envMap||L,z),Y=f[_.type],U=i.precision;_.precision!==null&&(U=i.getMaxPrecision(_.precision),U!==_.precision&&Ut("WebGLProgram.getParameters:",_.precision,"not supported, using",U,"instead."));let G=P.morphAttributes.position||P.morphAttributes.normal||P.morphAttributes.color,X=G!==void 0?G.length:0,rt=0;P.morphAttributes.position!==void 0&&(rt=1),P.morphAttributes.normal!==void 0&&(rt=2),P.morphAttributes.color!==void 0&&(rt=3);let ct,W,ot,ut;if(Y){let wt=Zi[Y];ct=wt.vertexShader,W=wt.fragmentShader}else{ct=_.vertexShader,W=_.fragmentShader;let wt=a.getVertexShaderStage(_),le=a.getFragmentShaderStage(_);a.update(_,wt,le),ot=wt.id,ut=le.id}let st=e.getRenderTarget(),at=e.state.buffers.depth.getReversed(),J=E.isInstancedMesh===!0,yt=E.isBatchedMesh===!0,lt=!!_.map,K=!!_.matcap,Lt=!!k,Mt=Lt&&k.isPMREMTexture===!0,zt=!!_.aoMap,$t=!!_.lightMap,ue=!!_.bumpMap&&_.wireframe===!1,oe=!!_.normalMap,Qe=!!_.displacementMap,Be=!!_.emissiveMap,Un=!!_.metalnessMap,Fn=!!_.roughnessMap,On=_.anisotropy>0,O=_.clearcoat>0,Bn=_.diffuseRoughness>0,_e=_.dispersion>0,ye=_.retroreflectivity>0,St=_.iridescence>0,Le=_.sheen>0,Dt=_.transmission>0,Bt=On&&!!_.anisotropyMap,R=O&&!!_.clearcoatMap,w=O&&!!_.clearcoatNormalMap,H=O&&!!_.clearcoatRoughnessMap,ft=Bn&&!!_.diffuseRoughnessMap,nt=St&&!!_.iridescenceMap,pt=St&&!!_.iridescenceThicknessMap,vt=Le&&!!_.sheenColorMap,j=Le&&!!_.sheenRoughnessMap,tt=!!_.specularMap,gt=!!_.specularColorMap,D=!!_.specularIntensityMap,et=Dt&&!!_.transmissionMap,Q=Dt&&!!_.thicknessMap,_t=!!_.gradientMap,dt=!!_.alphaMap,mt=_.alphaTest>0,Pt=!!_.alphaHash,qt=!!_.extensions,ht=qi;_.toneMapped&&(st===null||st.isXRRenderTarget===!0)&&(ht=e.toneMapping);let Nt=Mt?k.isCompressedCubeTexture?k.image[0].mipmaps:k.mipmaps:null,Xt={shaderID:Y,shaderType:_.type,shaderName:_.name,vertexShader:ct,fragmentShader:W,defines:_.defines,customVertexShaderID:ot,customFragmentShaderID:ut,isRawShaderMaterial:_.isRawShaderMaterial===!0,glslVersion:_.glslVersion,precision:U,batching:yt,batchingColor:yt&&E._colorsTexture!==null,instancing:J,instancingColor:J&&E.instanceColor!==null,instancingMorph:J&&E.morphTexture!==null,outputColorSpace:st===null?e.outputColorSpace:st.isXRRenderTarget===!0?st.texture.colorSpace:te.workingColorSpace,alphaToCoverage:!!_.alphaToCoverage,map:lt,matcap:K,envMap:Lt,envMapMode:Lt&&k.mapping,envMapPMREM:Mt,envMapMaxLod:Mt?Nt.length-1:null,envMapSize:Mt?Nt[0].width:null,aoMap:zt,lightMap:$t,bumpMap:ue,normalMap:oe,displacementMap:Qe,emissiveMap:Be,normalMapObjectSpace:oe&&_.normalMapType===NT,normalMapTangentSpace:oe&&_.normalMapType===Xh,packedNormalMap:oe&&_.normalMapType===Xh&&FO(_.normalMap.format),metalnessMap:Un,roughnessMap:Fn,anisotropy:On,anisotropyMap:Bt,clearcoat:O,clearcoatMap:R,clearcoatNormalMap:w,clearcoatRoughnessMap:H,diffuseRoughness:Bn,diffuseRoughnessMap:ft,dispersion:_e,retroreflection:ye,iridescence:St,iridescenceMap:nt,iridescenceThicknessMap:pt,sheen:Le,sheenColorMap:vt,sheenRoughnessMap:j,specularMap:tt,specularColorMap:gt,specularIntensityMap:D,transmission:Dt,transmissionMap:et,thicknessMap:Q,gradientMap:_t,opaque:_.transparent===!1&&_.blending===ya&&_.alphaToCoverage===!1,alphaMap:dt,alphaTest:mt,alphaHash:Pt,combine:_.combine,mapUv:lt&&d(_.map.channel),aoMapUv:zt&&d(_.aoMap.channel),lightMapUv:$t&&d(_.lightMap.channel),bumpMapUv:ue&&d(_.bumpMap.channel),normalMapUv:oe&&d(_.normalMap.channel),displacementMapUv:Qe&&d(_.displacementMap.channel),emissiveMapUv:Be&&d(_.emissiveMap.channel),metalnessMapUv:Un&&d(_.metalnessMap.channel),roughnessMapUv:Fn&&d(_.roughnessMap.channel),anisotropyMapUv:Bt&&d(_.anisotropyMap.channel),clearcoatMapUv:R&&d(_.clearcoatMap.channel),clearcoatNormalMapUv:w&&d(_.clearcoatNormalMap.channel),clearcoatRoughnessMapUv:H&&d(_.clearcoatRoughnessMap.channel),diffuseRoughnessMapUv:ft&&d(_.diffuseRoughnessMap.channel),iridescenceMapUv:nt&&d(_.iridescenceMap.channel),iridescenceThicknessMapUv:pt&&d(_.iridescenceThicknessMap.channel),sheenColorMapUv:vt&&d(_.sheenColorMap.channel),sheenRoughnessMapUv:j&&d(_.sheenRoughnessMap.channel),specularMapUv:tt&&d(_.specularMap.channel),specularColorMapUv:gt&&d(_.specularColorMap.channel),specularIntensityMapUv:D&&d(_.specularIntensityMap.channel),transmissionMapUv:et&&d(_.transmissionMap.channel),thicknessMapUv:Q&&d(_.thicknessMap.channel),alphaMapUv:dt&&d(_.alphaMap.channel),vertexTangents:!!P.attributes.tangent&&(oe||On),vertexNormals:!!P.attributes.normal,vertexColors:_.vertexColors,vertexAlphas:_.vertexColors===!0&&!!P.attributes.color&&P.attributes.color.itemSize===4,pointsUvs:E.isPoints===!0&&!!P.attributes.uv&&(lt||dt),fog:!!B,useFog:_.fog===!0,fogExp2:!!B&&B.isFogExp2,flatShading:_.wireframe===!1&&(_.flatShading===!0||P.attributes.normal===void 0&&oe===!1&&(_.isMeshLambertMaterial||_.isMeshPhongMaterial||_.isMeshStandardMaterial||_.isMeshPhysicalMaterial)),sizeAttenuation:_.sizeAttenuation===!0,logarithmicDepthBuffer:h,reversedDepthBuffer:at,skinning:E.isSkinnedMesh===!0,hasPositionAttribute:P.attributes.position!==void 0,morphTargets:P.morphAttributes.position!==void 0,morphNormals:P.morphAttributes.normal!==void 0,morphColors:P.morphAttributes.color!==void 0,morphTargetsCount:X,morphTextureStride:rt,numSunLights:M.sun.length,numDirLights:M.directional.length,numPointLights:M.point.length,numSpotLights:M.spot.length,numSpotLightMaps:M.spotLightMap.length,numRectAreaLights:M.rectArea.length,numHemiLights:M.hemi.length,numSunLightShadows:M.sunShadowMap.length,numDirLightShadows:M.directionalShadowMap.length,numPointLightShadows:M.pointShadowMap.length,numSpotLightShadows:M.spotShadowMap.length,numSpotLightShadowsWithMaps:M.numSpotLightShadowsWithMaps,numLightProbes:M.numLightProbes,numLightProbeGrids:N.filter(wt=>wt.texture!==null).length,numClippingPlanes:s.numPlanes,numClipIntersection:s.numIntersection,dithering:_.dithering,shadowMapEnabled:e.shadowMap.enabled&&I.length>0,shadowMapType:e.shadowMap.type,toneMapping:ht,decodeVideoTexture:lt&&_.map.isVideoTexture===!0&&te.getTransfer(_.map.colorSpace)===ce,decodeVideoTextureEmissive:Be&&_.emissiveMap.isVideoTexture===!0&&te.getTransfer(_.emissiveMap.colorSpace)===ce,premultipliedAlpha:_.premultipliedAlpha,doubleSided:_.side===ri,flipSided:_.side===gn,useDepthPacking:_.depthPacking>=0,depthPacking:_.depthPacking||0,index0AttributeName:_.index0AttributeName,extensionClipCullDistance:qt&&_.extensions.clipCullDistance===!0&&n.has("WEBGL_clip_cull_distance"),extensionMultiDraw:(qt&&_.extensions.multiDraw===!0||yt)&&n.has("WEBGL_multi_draw"),rendererExtensionParallelShaderCompile:n.has("KHR_parallel_shader_compile"),customProgramCacheKey:_.customProgramCacheKey()};return Xt.vertexUv1s=c.has(1),Xt.vertexUv2s=c.has(2),Xt.vertexUv3s=c.has(3),c.clear(),Xt}function y(_){let M=[];if(_.shaderID?M.push(_.shaderID):(M.push(_.customVertexShaderID),M.push(_.customFragmentShaderID)),_.defines!==void 0)for(let I in _.defines)M.push(I),M.push(_.defines[I]);return _.isRawShaderMaterial===!1&&(m(M,_),g(M,_),M.push(e.outputColorSpace)),M.push(_.customProgramCacheKey),M.join()}function m(_,M){_.push(M.precision),_.push(M.outputColorSpace),_.push(M.envMapMode),_.push(M.envMapPMREM),_.push(M.envMapMaxLod),_.push(M.envMapSize),_.push(M.mapUv),_.push(M.alphaMapUv),_.push(M.lightMapUv),_.push(M.aoMapUv),_.push(M.bumpMapUv),_.push(M.normalMapUv),_.push(M.displacementMapUv),_.push(M.emissiveMapUv),_.push(M.metalnessMapUv),_.push(M.roughnessMapUv),_.push(M.anisotropyMapUv),_.push(M.clearcoatMapUv),_.push(M.clearcoatNormalMapUv),_.push(M.clearcoatRoughnessMapUv),_.push(M.diffuseRoughnessMapUv),_.push(M.iridescenceMapUv),_.push(M.iridescenceThicknessMapUv),_.push(M.sheenColorMapUv),_.push(M.sheenRoughnessMapUv),_.push(M.specularMapUv),_.push(M.specularColorMapUv),_.push(M.specularIntensityMapUv),_.push(M.transmissionMapUv),_.push(M.thicknessMapUv),_.push(M.combine),_.push(M.fogExp2),_.push(M.sizeAttenuation),_.push(M.morphTargetsCount),_.push(M.numSunLights),_.push(M.numDirLights),_.push(M.numPointLights),_.push(M.numSpotLights),_.push(M.numSpotLightMaps),_.push(M.numHemiLights),_.push(M.numRectAreaLights),_.push(M.numSunLightShadows),_.push(M.numDirLightShadows),_.push(M.numPointLightShadows),_.push(M.numSpotLightShadows),_.push(M.numSpotLightShadowsWithMaps),_.push(M.numLightProbes),_.push(M.numLightProbeGrids),_.push(M.shadowMapType),_.push(M.toneMapping),_.push(M.numClippingPlanes),_.push(M.numClipIntersection),_.push(M.depthPacking)}function g(_,M){o.disableAll(),M.instancing&&o.enable(0),M.instancingColor&&o.enable(1),M.instancingMorph&&o.enable(2),M.matcap&&o.enable(3),M.envMap&&o.enable(4),M.normalMapObjectSpace&&o.enable(5),M.normalMapTangentSpace&&o.enable(6),M.clearcoat&&o.enable(7),M.iridescence&&o.enable(8),M.alphaTest&&o.enable(9),M.vertexColors&&o.enable(10),M.vertexAlphas&&o.enable(11),M.vertexUv1s&&o.enable(12),M.vertexUv2s&&o.enable(13),M.vertexUv3s&&o.enable(14),M.vertexTangents&&o.enable(15),M.anisotropy&&o.enable(16),M.alphaHash&&o.enable(17),M.batching&&o.enable(18),M.dispersion&&o.enable(19),M.retroreflection&&o.enable(24),M.diffuseRoughness&&o.enable(25),M.batchingColor&&o.enable(20),M.gradientMap&&o.enable(21),M.packedNormalMap&&o.enable(22),M.vertexNormals&&o.enable(23),_.push(o.mask),o.disableAll(),M.fog&&o.enable(0),M.useFog&&o.enable(1),M.flatShading&&o.enable(2),M.logarithmicDepthBuffer&&o.enable(3),M.reversedDepthBuffer&&o.enable(4),M.skinning&&o.enable(5),M.morphTargets&&o.enable(6),M.morphNormals&&o.enable(7),M.morphColors&&o.enable(8),M.premultipliedAlpha&&o.enable(9),M.shadowMapEnabled&&o.enable(10),M.doubleSided&&o.enable(11),M.flipSided&&o.enable(12),M.useDepthPacking&&o.enable(13),M.dithering&&o.enable(14),M.transmission&&o.enable(15),M.sheen&&o.enable(16),M.opaque&&o.enable(17),M.pointsUvs&&o.enable(18),M.decodeVideoTexture&&o.enable(19),M.decodeVideoTextureEmissive&&o.enable(20),M.alphaToCoverage&&o.enable(21),M.numLightProbeGrids>0&&o.enable(22),M.hasPositionAttribute&&o.enable(23),_.push(o.mask)}function x(_){let M=f[_.type],I;if(M){let C=Zi[M];I=qT.clone(C.uniforms)}else I=_.uniforms;return I}function S(_,M){let I=u.get(M);return I!==void 0?++I.usedTimes:(I=new DO(e,M,_,r),l.push(I),u.set(M,I)),I}function v(_){if(--_.usedTimes===0){let M=l.indexOf(_);l[M]=l[l.length-1],l.pop(),u.delete(_.cacheKey),_.destroy()}}function T(_){a.remove(_)}function b(){a.dispose()}return{getParameters:p,getProgramCacheKey:y,getUniforms:x,acquireProgram:S,releaseProgram:v,releaseShaderCache:T,programs:l,dispose:b}}function BO(){let e=new WeakMap;function t(o){return e.has(o)}function n(o){let a=e.get(o);return a===void 0&&(a={},e.set(o,a)),a}function i(o){e.delete(o)}function r(o,a,c){e.get(o)[a]=c}function s(){e=new WeakMap}return{has:t,get:n,remove:i,update:r,dispose:s}}function kO(e,t){return e.groupOrder!==t.groupOrder?e.groupOrder-t.groupOrder:e.renderOrder!==t.renderOrder?e.renderOrder-t.renderOrder:e.material.id!==t.material.id?e.material.id-t.material.id:e.materialVariant!==t.materialVariant?e.materialVariant-t.materialVariant:e.z!==t.z?e.z-t.z:e.id-t.id}function dA(e,t){return e.groupOrder!==t.groupOrder?e.groupOrder-t.groupOrder:e.renderOrder!==t.renderOrder?e.renderOrder-t.renderOrder:e.z!==t.z?t.z-e.z:e.id-t.id}function pA(){let e=[],t=0,n=[],i=[],r=[];function s(){t=0,n.length=0,i.length=0,r.length=0}function o(f){let d=0;return f.isInstancedMesh&&(d+=2),f.isSkinnedMesh&&(d+=1),d}function a(f,d,p,y,m,g){let x=e[t];return x===void 0?(x={id:f.id,object:f,geometry:d,material:p,materialVariant:o(f),groupOrder:y,renderOrder:f.renderOrder,z:m,group:g},e[t]=x):(x.id=f.id,x.object=f,x.geometry=d,x.material=p,x.materialVariant=o(f),x.groupOrder=y,x.renderOrder=f.renderOrder,x.z=m,x.group=g),t++,x}function c(f,d,p,y,m,g,x){x.reversedDepth===!0&&(m=-m);let S=a(f,d,p,y,m,g);p.transmission>0?i.push(S):p.transparent===!0?r.push(S):n.push(S)}function l(f,d,p,y,m,g){let x=a(f,d,p,y,m,g);p.transmission>0?i.unshift(x):p.transparent===!0?r.unshift(x):n.unshift(x)}function u(f,d){n.length>1&&n.sort(f||kO),i.length>1&&i.sort(d||dA),r.length>1&&r.sort(d||dA)}function h(){for(let f=t,d=e.length;f<d;f++){let p=e[f];if(p.id===null)break;p.id=null,p.object=null,p.geometry=null,p.material=null,p.group=null}}return{opaque:n,transmissive:i,transparent:r,init:s,push:c,unshift:l,finish:h,sort:u}}function zO(){let e=new WeakMap;function t(i,r){let s=e.get(i),o;return s===void 0?(o=new pA,e.set(i,[o])):r>=s.length?(o=new pA,s.push(o)):o=s[r],o}function n(){e=new WeakMap}return{get:t,dispose:n}}function GO(){let e={};return{get:function(t){if(e[t.id]!==void 0)return e[t.id];let n;switch(t.type){case"SunLight":case"DirectionalLight":n={direction:new Z,color:new Kt};break;case"SpotLight":n={position:new Z,direction:new Z,color:new Kt,distance:0,coneCos:0,penumbraCos:0,decay:0};break;case"PointLight":n={position:new Z,color:new Kt,distance:0,decay:0};break;case"HemisphereLight":n={direction:new Z,skyColor:new Kt,groundColor:new Kt};break;case"RectAreaLight":n={color:new Kt,position:new Z,halfWidth:new Z,halfHeight:new Z};break}return e[t.id]=n,n}}}function VO(){let e={};return{get:function(t){if(e[t.id]!==void 0)return e[t.id];let n;switch(t.type){case"SunLight":case"DirectionalLight":n={shadowIntensity:1,shadowBias:0,shadowNormalBias:0,shadowRadius:1,shadowMapSize:new ne};break;case"SpotLight":n={shadowIntensity:1,shadowBias:0,shadowNormalBias:0,shadowRadius:1,shadowMapSize:new ne};break;case"PointLight":n={shadowIntensity:1,shadowBias:0,shadowNormalBias:0,shadowRadius:1,shadowMapSize:new ne,shadowCameraNear:1,shadowCameraFar:1e3};break}return e[t.id]=n,n}}}var HO=0;function WO(e,t){return(t.castShadow?2:0)-(e.castShadow?2:0)+(t.map?1:0)-(e.map?1:0)}function $O(e){let t=new GO,n=VO(),i={version:0,hash:{sunLength:-1,directionalLength:-1,pointLength:-1,spotLength:-1,rectAreaLength:-1,hemiLength:-1,numSunShadows:-1,numDirectionalShadows:-1,numPointShadows:-1,numSpotShadows:-1,numSpotMaps:-1,numLightProbes:-1},ambient:[0,0,0],probe:[],sun:[],sunShadow:[],sunShadowMap:[],sunShadowMatrix:[],sunShadowCascade:[],directional:[],directionalShadow:[],directionalShadowMap:[],directionalShadowMatrix:[],spot:[],spotLightMap:[],spotShadow:[],spotShadowMap:[],spotLightMatrix:[],rectArea:[],rectAreaLTC1:null,rectAreaLTC2:null,point:[],pointShadow:[],pointShadowMap:[],pointShadowMatrix:[],hemi:[],numSpotLightShadowsWithMaps:0,numLightProbes:0};for(let l=0;l<9;l++)i.probe.push(new Z);let r=new Z,s=new xe,o=new xe;function a(l){let u=0,h=0,f=0;for(let N=0;N<9;N++)i.probe[N].set(0,0,0);let d=0,p=0,y=0,m=0,g=0,x=0,S=0,v=0,T=0,b=0,_=0,M=0,I=0,C=0;l.sort(WO);for(let N=0,B=l.length;N<B;N++){let P=l[N],L=P.color,z=P.intensity,k=P.distance,Y=null;if(P.shadow&&P.shadow.map&&(P.shadow.map.texture.format===os?Y=P.shadow.map.texture:Y=P.shadow.map.depthTexture||P.shadow.map.texture),P.isAmbientLight)u+=L.r*z,h+=L.g*z,f+=L.b*z;else if(P.isLightProbe){for(let U=0;U<9;U++)i.probe[U].addScaledVector(P.sh.coefficients[U],z);C++}else if(P.isSunLight){let U=t.get(P);if(U.color.copy(P.color).multiplyScalar(P.intensity),P.castShadow){let G=P.shadow,X=n.get(P);X.shadowIntensity=G.intensity,X.shadowBias=G.bias,X.shadowNormalBias=G.normalBias,X.shadowRadius=G.radius,X.shadowMapSize.copy(G.mapSize).multiply(G.getFrameExtents()),i.sunShadow[p]=X,i.sunShadowMap[p]=Y;let rt=G.getViewportCount();for(let ct=0;ct<rt;ct++)i.sunShadowMatrix[y+ct]=G.getMatrix(ct),i.sunShadowCascade[y+ct]=G._cascadeData[ct];y+=rt,p++}i.sun[d]=U,d++}else if(P.isDirectionalLight){let U=t.get(P);if(U.color.copy(P.color).multiplyScalar(P.intensity),P.castShadow){let G=P.shadow,X=n.get(P);X.shadowIntensity=G.intensity,X.shadowBias=G.bias,X.shadowNormalBias=G.normalBias,X.shadowRadius=G.radius,X.shadowMapSize=G.mapSize,i.directionalShadow[m]=X,i.directionalShadowMap[m]=Y,i.directionalShadowMatrix[m]=P.shadow.matrix,T++}i.directional[m]=U,m++}else if(P.isSpotLight){let U=t.get(P);U.position.setFromMatrixPosition(P.matrixWorld),U.color.copy(L).multiplyScalar(z),U.distance=k,U.coneCos=Math.cos(P.angle),U.penumbraCos=Math.cos(P.angle*(1-P.penumbra)),U.decay=P.decay,i.spot[x]=U;let G=P.shadow;if(P.map&&(i.spotLightMap[M]=P.map,M++,G.updateMatrices(P),P.castShadow&&I++),i.spotLightMatrix[x]=G.matrix,P.castShadow){let X=n.get(P);X.shadowIntensity=G.intensity,X.shadowBias=G.bias,X.shadowNormalBias=G.normalBias,X.shadowRadius=G.radius,X.shadowMapSize=G.mapSize,i.spotShadow[x]=X,i.spotShadowMap[x]=Y,_++}x++}else if(P.isRectAreaLight){let U=t.get(P);U.color.copy(L).multiplyScalar(z),U.halfWidth.set(P.width*.5,0,0),U.halfHeight.set(0,P.height*.5,0),i.rectArea[S]=U,S++}else if(P.isPointLight){let U=t.get(P);if(U.color.copy(P.color).multiplyScalar(P.intensity),U.distance=P.distance,U.decay=P.decay,P.castShadow){let G=P.shadow,X=n.get(P);X.shadowIntensity=G.intensity,X.shadowBias=G.bias,X.shadowNormalBias=G.normalBias,X.shadowRadius=G.radius,X.shadowMapSize=G.mapSize,X.shadowCameraNear=G.camera.near,X.shadowCameraFar=G.camera.far,i.pointShadow[g]=X,i.pointShadowMap[g]=Y,i.pointShadowMatrix[g]=P.shadow.matrix,b++}i.point[g]=U,g++}else if(P.isHemisphereLight){let U=t.get(P);U.skyColor.copy(P.color).multiplyScalar(z),U.groundColor.copy(P.groundColor).multiplyScalar(z),i.hemi[v]=U,v++}}S>0&&(e.has("OES_texture_float_linear")===!0?(i.rectAreaLTC1=Tt.LTC_FLOAT_1,i.rectAreaLTC2=Tt.LTC_FLOAT_2):(i.rectAreaLTC1=Tt.LTC_HALF_1,i.rectAreaLTC2=Tt.LTC_HALF_2)),i.ambient[0]=u,i.ambient[1]=h,i.ambient[2]=f;let E=i.hash;(E.sunLength!==d||E.directionalLength!==m||E.pointLength!==g||E.spotLength!==x||E.rectAreaLength!==S||E.hemiLength!==v||E.numSunShadows!==p||E.numDirectionalShadows!==T||E.numPointShadows!==b||E.numSpotShadows!==_||E.numSpotMaps!==M||E.numLightProbes!==C)&&(i.sun.length=d,i.directional.length=m,i.spot.length=x,i.rectArea.length=S,i.point.length=g,i.hemi.length=v,i.sunShadow.length=p,i.sunShadowMap.length=p,i.sunShadowMatrix.length=y,i.sunShadowCascade.length=y,i.directionalShadow.length=T,i.directionalShadowMap.length=T,i.directionalShadowMatrix.length=T,i.pointShadow.length=b,i.pointShadowMap.length=b,i.pointShadowMatrix.length=b,i.spotShadow.length=_,i.spotShadowMap.length=_,i.spotLightMatrix.length=_+M-I,i.spotLightMap.length=M,i.numSpotLightShadowsWithMaps=I,i.numLightProbes=C,E.sunLength=d,E.directionalLength=m,E.pointLength=g,E.spotLength=x,E.rectAreaLength=S,E.hemiLength=v,E.numSunShadows=p,E.numDirectionalShadows=T,E.numPointShadows=b,E.numSpotShadows=_,E.numSpotMaps=M,E.numLightProbes=C,i.version=HO++)}function c(l,u){let h=0,f=0,d=0,p=0,y=0,m=0,g=u.matrixWorldInverse;for(let x=0,S=l.length;x<S;x++){let v=l[x];if(v.isSunLight){let T=i.sun[h];T.direction.setFromMatrixPosition(v.matrixWorld),T.direction.transformDirection(g),h++}else if(v.isDirectionalLight){let T=i.directional[f];T.direction.setFromMatrixPosition(v.matrixWorld),r.setFromMatrixPosition(v.target.matrixWorld),T.direction.sub(r),T.direction.transformDirection(g),f++}else if(v.isSpotLight){let T=i.spot[p];T.position.setFromMatrixPosition(v.matrixWorld),T.position.applyMatrix4(g),T.direction.setFromMatrixPosition(v.matrixWorld),r.setFromMatrixPosition(v.target.matrixWorld),T.direction.sub(r),T.direction.transformDirection(g),p++}else if(v.isRectAreaLight){let T=i.rectArea[y];T.position.setFromMatrixPosition(v.matrixWorld),T.position.applyMatrix4(g),o.identity(),s.copy(v.matrixWorld),s.premultiply(g),o.extractRotation(s),T.halfWidth.set(v.width*.5,0,0),T.halfHeight.set(0,v.height*.5,0),T.halfWidth.applyMatrix4(o),T.halfHeight.applyMatrix4(o),y++}else if(v.isPointLight){let T=i.point[d];T.position.setFromMatrixPosition(v.matrixWorld),T.position.applyMatrix4(g),d++}else if(v.isHemisphereLight){let T=i.hemi[m];T.direction.setFromMatrixPosition(v.matrixWorld),T.direction.transformDirection(g),m++}}}return{setup:a,setupView:c,state:i}}function mA(e){let t=new $O(e),n=[],i=[],r=[];function s(h){u.camera=h,n.length=0,i.length=0,r.length=0}function o(h){h.isLightProbeGrid?r.push(h):n.push(h)}function a(h){i.push(h)}function c(){t.setup(n),r.sort((h,f)=>h.priority-f.priority||h.id-f.id)}function l(h){t.setupView(n,h)}let u={lightsArray:n,shadowsArray:i,lightProbeGridArray:r,camera:null,lights:t,transmissionRenderTarget:{},textureUnits:0};return{init:s,state:u,setupLights:c,setupLightsView:l,pushLight:o,pushShadow:a}}function XO(e){let t=new WeakMap;function n(r,s=0){let o=t.get(r),a;return o===void 0?(a=new mA(e),t.set(r,[a])):s>=o.length?(a=new mA(e),o.push(a)):a=o[s],a}function i(){t=new WeakMap}return{get:n,dispose:i}}var qO=`void main() {
	gl_Position = vec4( position, 1.0 );
}`,YO=`uniform sampler2D shadow_pass;
uniform vec2 resolution;
uniform float radius;
void main() {
	const float samples = float( VSM_SAMPLES );
	float mean = 0.0;
	float squared_mean = 0.0;
	float uvStride = samples <= 1.0 ? 0.0 : 2.0 / ( samples - 1.0 );
	float uvStart = samples <= 1.0 ? 0.0 : - 1.0;
	for ( float i = 0.0; i < samples; i ++ ) {
		float uvOffset = uvStart + i * uvStride;
		#ifdef HORIZONTAL_PASS
			vec2 distribution = texture2D( shadow_pass, ( gl_FragCoord.xy + vec2( uvOffset, 0.0 ) * radius ) / resolution ).rg;
			mean += distribution.x;
			squared_mean += distribution.y * distribution.y + distribution.x * distribution.x;
		#else
			float depth = texture2D( shadow_pass, ( gl_FragCoord.xy + vec2( 0.0, uvOffset ) * radius ) / resolution ).r;
			mean += depth;
			squared_mean += depth * depth;
		#endif
	}
	mean = mean / samples;
	squared_mean = squared_mean / samples;
	float std_dev = sqrt( max( 0.0, squared_mean - mean * mean ) );
	gl_FragColor = vec4( mean, std_dev, 0.0, 1.0 );
}`,ZO=[new Z(1,0,0),new Z(-1,0,0),new Z(0,1,0),new Z(0,-1,0),new Z(0,0,1),new Z(0,0,-1)],JO=[new Z(0,-1,0),new Z(0,-1,0),new Z(0,0,1),new Z(0,0,-1),new Z(0,-1,0),new Z(0,-1,0)],gA=new xe,sl=new Z,U_=new Z;function KO(e,t,n){let i=new es,r=new ne,s=new ne,o=new ve,a=new Xf,c=new qf,l={},u=n.maxTextureSize,h={[ss]:gn,[gn]:ss,[ri]:ri},f=new Xi({defines:{VSM_SAMPLES:8},uniforms:{shadow_pass:{value:null},resolution:{value:new ne},radius:{value:4}},vertexShader:qO,fragmentShader:YO}),d=f.clone();d.defines.HORIZONTAL_PASS=1;let p=new $i;p.setAttribute("position",new bn(new Float32Array([-1,-1,.5,3,-1,.5,-1,3,.5]),3));let y=new ii(p,f),m=this;this.enabled=!1,this.autoUpdate=!0,this.needsUpdate=!1,this.type=Jc;let g=this.type;this.render=function(b,_,M){if(m.enabled===!1||m.autoUpdate===!1&&m.needsUpdate===!1||b.length===0)return;this.type===uT&&(Ut("WebGLShadowMap: PCFSoftShadowMap has been removed. Using PCFShadowMap instead."),this.type=Jc);let I=e.getRenderTarget(),C=e.getActiveCubeFace(),E=e.getActiveMipmapLevel(),N=e.state;N.setBlending(qs),N.buffers.depth.getReversed()===!0?N.buffers.color.setClear(0,0,0,0):N.buffers.color.setClear(1,1,1,1),N.buffers.depth.setTest(!0),N.setScissorTest(!1);let B=g!==this.type;B&&_.traverse(function(P){P.material&&(Array.isArray(P.material)?P.material.forEach(L=>L.needsUpdate=!0):P.material.needsUpdate=!0)});for(let P=0,L=b.length;P<L;P++){let z=b[P],k=z.shadow;if(k===void 0){Ut("WebGLShadowMap:",z,"has no shadow.");continue}if(k.autoUpdate===!1&&k.needsUpdate===!1)continue;r.copy(k.mapSize);let Y=k.getFrameExtents();r.multiply(Y),s.copy(k.mapSize),(r.x>u||r.y>u)&&(r.x>u&&(s.x=Math.floor(u/Y.x),r.x=s.x*Y.x,k.mapSize.x=s.x),r.y>u&&(s.y=Math.floor(u/Y.y),r.y=s.y*Y.y,k.mapSize.y=s.y));let U=e.state.buffers.depth.getReversed();if(k.camera._reversedDepth=U,k.map===null||B===!0){if(k.map!==null&&(k.map.depthTexture!==null&&(k.map.depthTexture.dispose(),k.map.depthTexture=null),k.map.dispose()),this.type===_a){if(z.isPointLight){Ut("WebGLShadowMap: VSM shadow maps are not supported for PointLights. Use PCF or BasicShadowMap instead.");continue}k.map=new Nn(r.x,r.y,{format:os,type:_i,minFilter:mn,magFilter:mn,generateMipmaps:!1}),k.map.texture.name=z.name+".shadowMap",k.map.depthTexture=new Tr(r.x,r.y,gi),k.map.depthTexture.name=z.name+".shadowMapDepth",k.map.depthTexture.format=Sr,k.map.depthTexture.compareFunction=null,k.map.depthTexture.minFilter=Ye,k.map.depthTexture.magFilter=Ye}else z.isPointLight?(k.map=new al(r.x),k.map.depthTexture=new Gc(r.x,mi)):(k.map=new Nn(r.x,r.y),k.map.depthTexture=new Tr(r.x,r.y,mi)),k.map.depthTexture.name=z.name+".shadowMap",k.map.depthTexture.format=Sr,this.type===Jc?(k.map.depthTexture.compareFunction=U?T_:w_,k.map.depthTexture.minFilter=mn,k.map.depthTexture.magFilter=mn):(k.map.depthTexture.compareFunction=null,k.map.depthTexture.minFilter=Ye,k.map.depthTexture.magFilter=Ye);k.camera.updateProjectionMatrix()}k.map.isWebGLCubeRenderTarget!==!0&&(k.map.width!==r.x||k.map.height!==r.y)&&k.map.setSize(r.x,r.y);let G=k.map.isWebGLCubeRenderTarget?6:k.getViewportCount();z.isPointLight!==!0&&k.updateMatrices(z,M);let X=(k.camera.layers.mask&4294967294)!==0?k.camera.layers:M.layers;for(let rt=0;rt<G;rt++){let ct=k.getCamera(rt);if(z.isPointLight){let W=k.camera,ot=k.matrix,ut=z.distance||W.far;ut!==W.far&&(W.far=ut,W.updateProjectionMatrix()),sl.setFromMatrixPosition(z.matrixWorld),W.position.copy(sl),U_.copy(W.position),U_.add(ZO[rt]),W.up.copy(JO[rt]),W.lookAt(U_),W.updateMatrixWorld(),ot.makeTranslation(-sl.x,-sl.y,-sl.z),gA.multiplyMatrices(W.projectionMatrix,W.matrixWorldInverse),k._frustum.setFromProjectionMatrix(gA,W.coordinateSystem,W.reversedDepth)}if(k.map.isWebGLCubeRenderTarget)e.setRenderTarget(k.map,rt),e.clear();else{rt===0&&(e.setRenderTarget(k.map),e.clear());let W=k.getViewport(rt);o.set(s.x*W.x,s.y*W.y,s.x*W.z,s.y*W.w),N.viewport(o)}i=k.getFrustum(rt),v(_,M,ct,z,X,this.type)}k.isPointLightShadow!==!0&&this.type===_a&&x(k,M),k.needsUpdate=!1}g=this.type,m.needsUpdate=!1,e.setRenderTarget(I,C,E)};function x(b,_){let M=t.update(y);f.defines.VSM_SAMPLES!==b.blurSamples&&(f.defines.VSM_SAMPLES=b.blurSamples,d.defines.VSM_SAMPLES=b.blurSamples,f.needsUpdate=!0,d.needsUpdate=!0),b.mapPass===null?b.mapPass=new Nn(r.x,r.y,{format:os,type:_i}):(b.mapPass.width!==b.map.width||b.mapPass.height!==b.map.height)&&b.mapPass.setSize(b.map.width,b.map.height),f.uniforms.shadow_pass.value=b.map.depthTexture,f.uniforms.resolution.value.set(b.map.width,b.map.height),f.uniforms.radius.value=b.radius,e.setRenderTarget(b.mapPass),e.clear(),e.renderBufferDirect(_,null,M,f,y,null),d.uniforms.shadow_pass.value=b.mapPass.texture,d.uniforms.resolution.value.set(b.map.width,b.map.height),d.uniforms.radius.value=b.radius,e.setRenderTarget(b.map),e.clear(),e.renderBufferDirect(_,null,M,d,y,null)}function S(b,_,M,I){let C=null,E=M.isPointLight===!0?b.customDistanceMaterial:b.customDepthMaterial;if(E!==void 0)C=E;else if(C=M.isPointLight===!0?c:a,e.localClippingEnabled&&_.clipShadows===!0&&Array.isArray(_.clippingPlanes)&&_.clippingPlanes.length!==0||_.displacementMap&&_.displacementScale!==0||_.alphaMap&&_.alphaTest>0||_.map&&_.alphaTest>0||_.alphaToCoverage===!0){let N=C.uuid,B=_.uuid,P=l[N];P===void 0&&(P={},l[N]=P);let L=P[B];L===void 0&&(L=C.clone(),P[B]=L,_.addEventListener("dispose",T)),C=L}if(C.visible=_.visible,C.wireframe=_.wireframe,I===_a?C.side=_.shadowSide!==null?_.shadowSide:_.side:C.side=_.shadowSide!==null?_.shadowSide:h[_.side],C.alphaMap=_.alphaMap,C.alphaTest=_.alphaToCoverage===!0?.5:_.alphaTest,C.map=_.map,C.clipShadows=_.clipShadows,C.clippingPlanes=_.clippingPlanes,C.clipIntersection=_.clipIntersection,C.displacementMap=_.displacementMap,C.displacementScale=_.displacementScale,C.displacementBias=_.displacementBias,C.wireframeLinewidth=_.wireframeLinewidth,C.linewidth=_.linewidth,M.isPointLight===!0&&C.isMeshDistanceMaterial===!0){let N=e.properties.get(C);N.light=M}return C}function v(b,_,M,I,C,E){if(b.visible===!1)return;if(b.layers.test(C)&&(b.isMesh||b.isLine||b.isPoints)&&(b.castShadow||b.receiveShadow&&E===_a)&&(!b.frustumCulled||b.intersectsFrustum(i))){b.modelViewMatrix.multiplyMatrices(M.matrixWorldInverse,b.matrixWorld);let P=t.update(b),L=b.material;if(Array.isArray(L)){let z=P.groups;for(let k=0,Y=z.length;k<Y;k++){let U=z[k],G=L[U.materialIndex];if(G&&G.visible){let X=S(b,G,I,E);b.onBeforeShadow(e,b,_,M,P,X,U),e.renderBufferDirect(M,null,P,X,b,U),b.onAfterShadow(e,b,_,M,P,X,U)}}}else if(L.visible){let z=S(b,L,I,E);b.onBeforeShadow(e,b,_,M,P,z,null),e.renderBufferDirect(M,null,P,z,b,null),b.onAfterShadow(e,b,_,M,P,z,null)}}let B=b.children;for(let P=0,L=B.length;P<L;P++)v(B[P],_,M,I,C,E)}function T(b){b.target.removeEventListener("dispose",T);for(let M in l){let I=l[M],C=b.target.uuid;C in I&&(I[C].dispose(),delete I[C])}}}function QO(e,t){function n(){let D=!1,et=new ve,Q=null,_t=new ve(0,0,0,0);return{setMask:function(dt){Q!==dt&&!D&&(e.colorMask(dt,dt,dt,dt),Q=dt)},setLocked:function(dt){D=dt},setClear:function(dt,mt,Pt,qt,ht){ht===!0&&(dt*=qt,mt*=qt,Pt*=qt),et.set(dt,mt,Pt,qt),_t.equals(et)===!1&&(e.clearColor(dt,mt,Pt,qt),_t.copy(et))},reset:function(){D=!1,Q=null,_t.set(-1,0,0,0)}}}function i(){let D=!1,et=!1,Q=null,_t=null,dt=null;return{setReversed:function(mt){if(et!==mt){let Pt=t.get("EXT_clip_control");mt?Pt.clipControlEXT(Pt.LOWER_LEFT_EXT,Pt.ZERO_TO_ONE_EXT):Pt.clipControlEXT(Pt.LOWER_LEFT_EXT,Pt.NEGATIVE_ONE_TO_ONE_EXT),et=mt;let qt=dt;dt=null,this.setClear(qt)}},getReversed:function(){return et},setTest:function(mt){mt?at(e.DEPTH_TEST):J(e.DEPTH_TEST)},setMask:function(mt){Q!==mt&&!D&&(e.depthMask(mt),Q=mt)},setFunc:function(mt){if(et&&(mt=WT[mt]),_t!==mt){switch(mt){case Ef:e.depthFunc(e.NEVER);break;case Cf:e.depthFunc(e.ALWAYS);break;case Rf:e.depthFunc(e.LESS);break;case la:e.depthFunc(e.LEQUAL);break;case If:e.depthFunc(e.EQUAL);break;case Pf:e.depthFunc(e.GEQUAL);break;case Lf:e.depthFunc(e.GREATER);break;case Nf:e.depthFunc(e.NOTEQUAL);break;default:e.depthFunc(e.LEQUAL)}_t=mt}},setLocked:function(mt){D=mt},setClear:function(mt){dt!==mt&&(dt=mt,et&&(mt=1-mt),e.clearDepth(mt))},reset:function(){D=!1,Q=null,_t=null,dt=null,et=!1}}}function r(){let D=!1,et=null,Q=null,_t=null,dt=null,mt=null,Pt=null,qt=null,ht=null;return{setTest:function(Nt){D||(Nt?at(e.STENCIL_TEST):J(e.STENCIL_TEST))},setMask:function(Nt){et!==Nt&&!D&&(e.stencilMask(Nt),et=Nt)},setFunc:function(Nt,Xt,wt){(Q!==Nt||_t!==Xt||dt!==wt)&&(e.stencilFunc(Nt,Xt,wt),Q=Nt,_t=Xt,dt=wt)},setOp:function(Nt,Xt,wt){(mt!==Nt||Pt!==Xt||qt!==wt)&&(e.stencilOp(Nt,Xt,wt),mt=Nt,Pt=Xt,qt=wt)},setLocked:function(Nt){D=Nt},setClear:function(Nt){ht!==Nt&&(e.clearStencil(Nt),ht=Nt)},reset:function(){D=!1,et=null,Q=null,_t=null,dt=null,mt=null,Pt=null,qt=null,ht=null}}}let s=new n,o=new i,a=new r,c={},l=new WeakMap,u={},h={},f={},d=new WeakMap,p=[],y=null,m=!1,g=null,x=null,S=null,v=null,T=null,b=null,_=null,M=new Kt(0,0,0),I=0,C=!1,E=null,N=null,B=null,P=null,L=null,z=e.getParameter(e.MAX_COMBINED_TEXTURE_IMAGE_UNITS),k=!1,Y=0,U=e.getParameter(e.VERSION);U.indexOf("WebGL")!==-1?(Y=parseFloat(/^WebGL (\d)/.exec(U)[1]),k=Y>=1):U.indexOf("OpenGL ES")!==-1&&(Y=parseFloat(/^OpenGL ES (\d)/.exec(U)[1]),k=Y>=2);let G=null,X={},rt=e.getParameter(e.SCISSOR_BOX),ct=e.getParameter(e.VIEWPORT),W=new ve().fromArray(rt),ot=new ve().fromArray(ct);function ut(D,et,Q,_t){let dt=new Uint8Array(4),mt=e.createTexture();e.bindTexture(D,mt),e.texParameteri(D,e.TEXTURE_MIN_FILTER,e.NEAREST),e.texParameteri(D,e.TEXTURE_MAG_FILTER,e.NEAREST);for(let Pt=0;Pt<Q;Pt++)D===e.TEXTURE_3D||D===e.TEXTURE_2D_ARRAY?e.texImage3D(et,0,e.RGBA,1,1,_t,0,e.RGBA,e.UNSIGNED_BYTE,dt):e.texImage2D(et+Pt,0,e.RGBA,1,1,0,e.RGBA,e.UNSIGNED_BYTE,dt);return mt}let st={};st[e.TEXTURE_2D]=ut(e.TEXTURE_2D,e.TEXTURE_2D,1),st[e.TEXTURE_CUBE_MAP]=ut(e.TEXTURE_CUBE_MAP,e.TEXTURE_CUBE_MAP_POSITIVE_X,6),st[e.TEXTURE_2D_ARRAY]=ut(e.TEXTURE_2D_ARRAY,e.TEXTURE_2D_ARRAY,1,1),st[e.TEXTURE_3D]=ut(e.TEXTURE_3D,e.TEXTURE_3D,1,1),s.setClear(0,0,0,1),o.setClear(1),a.setClear(0),at(e.DEPTH_TEST),o.setFunc(la),ue(!1),oe(i_),at(e.CULL_FACE),zt(qs);function at(D){u[D]!==!0&&(e.enable(D),u[D]=!0)}function J(D){u[D]!==!1&&(e.disable(D),u[D]=!1)}function yt(D,et){return f[D]!==et?(e.bindFramebuffer(D,et),f[D]=et,D===e.DRAW_FRAMEBUFFER&&(f[e.FRAMEBUFFER]=et),D===e.FRAMEBUFFER&&(f[e.DRAW_FRAMEBUFFER]=et),!0):!1}function lt(D,et){let Q=p,_t=!1;if(D){Q=d.get(et),Q===void 0&&(Q=[],d.set(et,Q));let dt=D.textures;if(Q.length!==dt.length||Q[0]!==e.COLOR_ATTACHMENT0){for(let mt=0,Pt=dt.length;mt<Pt;mt++)Q[mt]=e.COLOR_ATTACHMENT0+mt;Q.length=dt.length,_t=!0}}else Q[0]!==e.BACK&&(Q[0]=e.BACK,_t=!0);_t&&e.drawBuffers(Q)}function K(D){return y!==D?(e.useProgram(D),y=D,!0):!1}let Lt={[Ys]:e.FUNC_ADD,[hT]:e.FUNC_SUBTRACT,[dT]:e.FUNC_REVERSE_SUBTRACT};Lt[pT]=e.MIN,Lt[mT]=e.MAX;let Mt={[gT]:e.ZERO,[_T]:e.ONE,[yT]:e.SRC_COLOR,[a_]:e.SRC_ALPHA,[wT]:e.SRC_ALPHA_SATURATE,[MT]:e.DST_COLOR,[vT]:e.DST_ALPHA,[xT]:e.ONE_MINUS_SRC_COLOR,[c_]:e.ONE_MINUS_SRC_ALPHA,[ST]:e.ONE_MINUS_DST_COLOR,[bT]:e.ONE_MINUS_DST_ALPHA,[TT]:e.CONSTANT_COLOR,[AT]:e.ONE_MINUS_CONSTANT_COLOR,[ET]:e.CONSTANT_ALPHA,[CT]:e.ONE_MINUS_CONSTANT_ALPHA};function zt(D,et,Q,_t,dt,mt,Pt,qt,ht,Nt){if(D===qs){m===!0&&(J(e.BLEND),m=!1);return}if(m===!1&&(at(e.BLEND),m=!0),D!==fT){if(D!==g||Nt!==C){if((x!==Ys||T!==Ys)&&(e.blendEquation(e.FUNC_ADD),x=Ys,T=Ys),Nt)switch(D){case ya:e.blendFuncSeparate(e.ONE,e.ONE_MINUS_SRC_ALPHA,e.ONE,e.ONE_MINUS_SRC_ALPHA);break;case r_:e.blendFunc(e.ONE,e.ONE);break;case s_:e.blendFuncSeparate(e.ZERO,e.ONE_MINUS_SRC_COLOR,e.ZERO,e.ONE);break;case o_:e.blendFuncSeparate(e.DST_COLOR,e.ONE_MINUS_SRC_ALPHA,e.ZERO,e.ONE);break;default:Ft("WebGLState: Invalid blending: ",D);break}else switch(D){case ya:e.blendFuncSeparate(e.SRC_ALPHA,e.ONE_MINUS_SRC_ALPHA,e.ONE,e.ONE_MINUS_SRC_ALPHA);break;case r_:e.blendFuncSeparate(e.SRC_ALPHA,e.ONE,e.ONE,e.ONE);break;case s_:Ft("WebGLState: SubtractiveBlending requires material.premultipliedAlpha = true");break;case o_:Ft("WebGLState: MultiplyBlending requires material.premultipliedAlpha = true");break;default:Ft("WebGLState: Invalid blending: ",D);break}S=null,v=null,b=null,_=null,M.set(0,0,0),I=0,g=D,C=Nt}return}dt=dt||et,mt=mt||Q,Pt=Pt||_t,(et!==x||dt!==T)&&(e.blendEquationSeparate(Lt[et],Lt[dt]),x=et,T=dt),(Q!==S||_t!==v||mt!==b||Pt!==_)&&(e.blendFuncSeparate(Mt[Q],Mt[_t],Mt[mt],Mt[Pt]),S=Q,v=_t,b=mt,_=Pt),(qt.equals(M)===!1||ht!==I)&&(e.blendColor(qt.r,qt.g,qt.b,ht),M.copy(qt),I=ht),g=D,C=!1}function $t(D,et){D.side===ri?J(e.CULL_FACE):at(e.CULL_FACE);let Q=D.side===gn;et&&(Q=!Q),ue(Q),D.blending===ya&&D.transparent===!1?zt(qs):zt(D.blending,D.blendEquation,D.blendSrc,D.blendDst,D.blendEquationAlpha,D.blendSrcAlpha,D.blendDstAlpha,D.blendColor,D.blendAlpha,D.premultipliedAlpha),o.setFunc(D.depthFunc),o.setTest(D.depthTest),o.setMask(D.depthWrite),s.setMask(D.colorWrite);let _t=D.stencilWrite;a.setTest(_t),_t&&(a.setMask(D.stencilWriteMask),a.setFunc(D.stencilFunc,D.stencilRef,D.stencilFuncMask),a.setOp(D.stencilFail,D.stencilZFail,D.stencilZPass)),Be(D.polygonOffset,D.polygonOffsetFactor,D.polygonOffsetUnits),D.alphaToCoverage===!0?at(e.SAMPLE_ALPHA_TO_COVERAGE):J(e.SAMPLE_ALPHA_TO_COVERAGE)}function ue(D){E!==D&&(D?e.frontFace(e.CW):e.frontFace(e.CCW),E=D)}function oe(D){D!==cT?(at(e.CULL_FACE),D!==N&&(D===i_?e.cullFace(e.BACK):D===lT?e.cullFace(e.FRONT):e.cullFace(e.FRONT_AND_BACK))):J(e.CULL_FACE),N=D}function Qe(D){D!==B&&(k&&e.lineWidth(D),B=D)}function Be(D,et,Q){D?(at(e.POLYGON_OFFSET_FILL),(P!==et||L!==Q)&&(P=et,L=Q,o.getReversed()&&(et=-et,Q=-Q),e.polygonOffset(et,Q))):J(e.POLYGON_OFFSET_FILL)}function Un(D){D?at(e.SCISSOR_TEST):J(e.SCISSOR_TEST)}function Fn(D){D===void 0&&(D=e.TEXTURE0+z-1),G!==D&&(e.activeTexture(D),G=D)}function On(D,et,Q){Q===void 0&&(G===null?Q=e.TEXTURE0+z-1:Q=G);let _t=X[Q];_t===void 0&&(_t={type:void 0,texture:void 0},X[Q]=_t),(_t.type!==D||_t.texture!==et)&&(G!==Q&&(e.activeTexture(Q),G=Q),e.bindTexture(D,et||st[D]),_t.type=D,_t.texture=et)}function O(){let D=X[G];D!==void 0&&D.type!==void 0&&(e.bindTexture(D.type,null),D.type=void 0,D.texture=void 0)}function Bn(){try{e.compressedTexImage2D(...arguments)}catch(D){Ft("WebGLState:",D)}}function _e(){try{e.compressedTexImage3D(...arguments)}catch(D){Ft("WebGLState:",D)}}function ye(){try{e.texSubImage2D(...arguments)}catch(D){Ft("WebGLState:",D)}}function St(){try{e.texSubImage3D(...arguments)}catch(D){Ft("WebGLState:",D)}}function Le(){try{e.compressedTexSubImage2D(...arguments)}catch(D){Ft("WebGLState:",D)}}function Dt(){try{e.compressedTexSubImage3D(...arguments)}catch(D){Ft("WebGLState:",D)}}function Bt(){try{e.texStorage2D(...arguments)}catch(D){Ft("WebGLState:",D)}}function R(){try{e.texStorage3D(...arguments)}catch(D){Ft("WebGLState:",D)}}function w(){try{e.texImage2D(...arguments)}catch(D){Ft("WebGLState:",D)}}function H(){try{e.texImage3D(...arguments)}catch(D){Ft("WebGLState:",D)}}function ft(D){return h[D]!==void 0?h[D]:e.getParameter(D)}function nt(D,et){h[D]!==et&&(e.pixelStorei(D,et),h[D]=et)}function pt(D){W.equals(D)===!1&&(e.scissor(D.x,D.y,D.z,D.w),W.copy(D))}function vt(D){ot.equals(D)===!1&&(e.viewport(D.x,D.y,D.z,D.w),ot.copy(D))}function j(D,et){let Q=l.get(et);Q===void 0&&(Q=new WeakMap,l.set(et,Q));let _t=Q.get(D);_t===void 0&&(_t=e.getUniformBlockIndex(et,D.name),e.uniformBlockBinding(et,_t,_t),Q.set(D,_t))}function tt(D,et,Q){let dt=l.get(et).get(D);c[dt]!==Q&&(e.bindBufferBase(e.UNIFORM_BUFFER,dt,Q),c[dt]=Q)}function gt(){e.disable(e.BLEND),e.disable(e.CULL_FACE),e.disable(e.DEPTH_TEST),e.disable(e.POLYGON_OFFSET_FILL),e.disable(e.SCISSOR_TEST),e.disable(e.STENCIL_TEST),e.disable(e.SAMPLE_ALPHA_TO_COVERAGE),e.blendEquation(e.FUNC_ADD),e.blendFunc(e.ONE,e.ZERO),e.blendFuncSeparate(e.ONE,e.ZERO,e.ONE,e.ZERO),e.blendColor(0,0,0,0),e.colorMask(!0,!0,!0,!0),e.clearColor(0,0,0,0),e.depthMask(!0),e.depthFunc(e.LESS),o.setReversed(!1),e.clearDepth(1),e.stencilMask(4294967295),e.stencilFunc(e.ALWAYS,0,4294967295),e.stencilOp(e.KEEP,e.KEEP,e.KEEP),e.clearStencil(0),e.cullFace(e.BACK),e.frontFace(e.CCW),e.polygonOffset(0,0),e.activeTexture(e.TEXTURE0),e.bindFramebuffer(e.FRAMEBUFFER,null),e.bindFramebuffer(e.DRAW_FRAMEBUFFER,null),e.bindFramebuffer(e.READ_FRAMEBUFFER,null),e.useProgram(null),e.lineWidth(1),e.scissor(0,0,e.canvas.width,e.canvas.height),e.viewport(0,0,e.canvas.width,e.canvas.height),e.pixelStorei(e.PACK_ALIGNMENT,4),e.pixelStorei(e.UNPACK_ALIGNMENT,4),e.pixelStorei(e.UNPACK_FLIP_Y_WEBGL,!1),e.pixelStorei(e.UNPACK_PREMULTIPLY_ALPHA_WEBGL,!1),e.pixelStorei(e.UNPACK_COLORSPACE_CONVERSION_WEBGL,e.BROWSER_DEFAULT_WEBGL),e.pixelStorei(e.PACK_ROW_LENGTH,0),e.pixelStorei(e.PACK_SKIP_PIXELS,0),e.pixelStorei(e.PACK_SKIP_ROWS,0),e.pixelStorei(e.UNPACK_ROW_LENGTH,0),e.pixelStorei(e.UNPACK_IMAGE_HEIGHT,0),e.pixelStorei(e.UNPACK_SKIP_PIXELS,0),e.pixelStorei(e.UNPACK_SKIP_ROWS,0),e.pixelStorei(e.UNPACK_SKIP_IMAGES,0),u={},h={},G=null,X={},f={},c={},d=new WeakMap,p=[],y=null,m=!1,g=null,x=null,S=null,v=null,T=null,b=null,_=null,M=new Kt(0,0,0),I=0,C=!1,E=null,N=null,B=null,P=null,L=null,W.set(0,0,e.canvas.width,e.canvas.height),ot.set(0,0,e.canvas.width,e.canvas.height),s.reset(),o.reset(),a.reset()}return{buffers:{color:s,depth:o,stencil:a},enable:at,disable:J,bindFramebuffer:yt,drawBuffers:lt,useProgram:K,setBlending:zt,setMaterial:$t,setFlipSided:ue,setCullFace:oe,setLineWidth:Qe,setPolygonOffset:Be,setScissorTest:Un,activeTexture:Fn,bindTexture:On,unbindTexture:O,compressedTexImage2D:Bn,compressedTexImage3D:_e,texImage2D:w,texImage3D:H,pixelStorei:nt,getParameter:ft,updateUBOMapping:j,uniformBlockBinding:tt,texStorage2D:Bt,texStorage3D:R,texSubImage2D:ye,texSubImage3D:St,compressedTexSubImage2D:Le,compressedTexSubImage3D:Dt,scissor:pt,viewport:vt,reset:gt}}function jO(e,t,n,i,r,s,o){let a=t.has("WEBGL_multisampled_render_to_texture")?t.get("WEBGL_multisampled_render_to_texture"):null,c=typeof navigator>"u"?!1:/OculusBrowser/g.test(navigator.userAgent),l=new ne,u=new WeakMap,h=new Set,f,d=new WeakMap,p=new Set,y=new FinalizationRegistry(R=>p.delete(R)),m=!1;try{m=typeof OffscreenCanvas<"u"&&new OffscreenCanvas(1,1).getContext("2d")!==null}catch{}function g(R,w){return m?new OffscreenCanvas(R,w):Dc("canvas")}function x(R,w,H){let ft=1,nt=Bt(R);if((nt.width>H||nt.height>H)&&(ft=H/Math.max(nt.width,nt.height)),ft<1)if(typeof HTMLImageElement<"u"&&R instanceof HTMLImageElement||typeof HTMLCanvasElement<"u"&&R instanceof HTMLCanvasElement||typeof ImageBitmap<"u"&&R instanceof ImageBitmap||typeof VideoFrame<"u"&&R instanceof VideoFrame){let pt=Math.floor(ft*nt.width),vt=Math.floor(ft*nt.height);f===void 0&&(f=g(pt,vt));let j=w?g(pt,vt):f;return j.width=pt,j.height=vt,j.getContext("2d").drawImage(R,0,0,pt,vt),Ut("WebGLRenderer: Texture has been resized from ("+nt.width+"x"+nt.height+") to ("+pt+"x"+vt+")."),j}else return"data"in R&&Ut("WebGLRenderer: Image in DataTexture is too big ("+nt.width+"x"+nt.height+")."),R;return R}function S(R){return R.generateMipmaps}function v(R){e.generateMipmap(R)}function T(R){return R.isWebGLCubeRenderTarget?e.TEXTURE_CUBE_MAP:R.isWebGL3DRenderTarget?e.TEXTURE_3D:R.isWebGLArrayRenderTarget||R.isCompressedArrayTexture?e.TEXTURE_2D_ARRAY:e.TEXTURE_2D}function b(R,w,H,ft,nt,pt=!1){if(R!==null){if(e[R]!==void 0)return e[R];Ut("WebGLRenderer: Attempt to use non-existing WebGL internal format '"+R+"'")}let vt;ft&&(vt=t.get("EXT_texture_norm16"),vt||Ut("WebGLRenderer: Unable to use normalized textures without EXT_texture_norm16 extension"));let j=w;if(w===e.RED&&(H===e.FLOAT&&(j=e.R32F),H===e.HALF_FLOAT&&(j=e.R16F),H===e.UNSIGNED_BYTE&&(j=e.R8),H===e.UNSIGNED_SHORT&&vt&&(j=vt.R16_EXT),H===e.SHORT&&vt&&(j=vt.R16_SNORM_EXT)),w===e.RED_INTEGER&&(H===e.UNSIGNED_BYTE&&(j=e.R8UI),H===e.UNSIGNED_SHORT&&(j=e.R16UI),H===e.UNSIGNED_INT&&(j=e.R32UI),H===e.BYTE&&(j=e.R8I),H===e.SHORT&&(j=e.R16I),H===e.INT&&(j=e.R32I)),w===e.RG&&(H===e.FLOAT&&(j=e.RG32F),H===e.HALF_FLOAT&&(j=e.RG16F),H===e.UNSIGNED_BYTE&&(j=e.RG8),H===e.UNSIGNED_SHORT&&vt&&(j=vt.RG16_EXT),H===e.SHORT&&vt&&(j=vt.RG16_SNORM_EXT)),w===e.RG_INTEGER&&(H===e.UNSIGNED_BYTE&&(j=e.RG8UI),H===e.UNSIGNED_SHORT&&(j=e.RG16UI),H===e.UNSIGNED_INT&&(j=e.RG32UI),H===e.BYTE&&(j=e.RG8I),H===e.SHORT&&(j=e.RG16I),H===e.INT&&(j=e.RG32I)),w===e.RGB_INTEGER&&(H===e.UNSIGNED_BYTE&&(j=e.RGB8UI),H===e.UNSIGNED_SHORT&&(j=e.RGB16UI),H===e.UNSIGNED_INT&&(j=e.RGB32UI),H===e.BYTE&&(j=e.RGB8I),H===e.SHORT&&(j=e.RGB16I),H===e.INT&&(j=e.RGB32I)),w===e.RGBA_INTEGER&&(H===e.UNSIGNED_BYTE&&(j=e.RGBA8UI),H===e.UNSIGNED_SHORT&&(j=e.RGBA16UI),H===e.UNSIGNED_INT&&(j=e.RGBA32UI),H===e.BYTE&&(j=e.RGBA8I),H===e.SHORT&&(j=e.RGBA16I),H===e.INT&&(j=e.RGBA32I)),w===e.RGB&&(H===e.UNSIGNED_SHORT&&vt&&(j=vt.RGB16_EXT),H===e.SHORT&&vt&&(j=vt.RGB16_SNORM_EXT),H===e.UNSIGNED_INT_5_9_9_9_REV&&(j=e.RGB9_E5),H===e.UNSIGNED_INT_10F_11F_11F_REV&&(j=e.R11F_G11F_B10F)),w===e.RGBA){let tt=pt?Nc:te.getTransfer(nt);H===e.FLOAT&&(j=e.RGBA32F),H===e.HALF_FLOAT&&(j=e.RGBA16F),H===e.UNSIGNED_BYTE&&(j=tt===ce?e.SRGB8_ALPHA8:e.RGBA8),H===e.UNSIGNED_SHORT&&vt&&(j=vt.RGBA16_EXT),H===e.SHORT&&vt&&(j=vt.RGBA16_SNORM_EXT),H===e.UNSIGNED_SHORT_4_4_4_4&&(j=e.RGBA4),H===e.UNSIGNED_SHORT_5_5_5_1&&(j=e.RGB5_A1)}return(j===e.R16F||j===e.R32F||j===e.RG16F||j===e.RG32F||j===e.RGBA16F||j===e.RGBA32F)&&t.get("EXT_color_buffer_float"),j}function _(R,w){let H;return R?w===null||w===mi||w===Js?H=e.DEPTH24_STENCIL8:w===gi?H=e.DEPTH32F_STENCIL8:w===va&&(H=e.DEPTH24_STENCIL8,Ut("DepthTexture: 16 bit depth attachment is not supported with stencil. Using 24-bit attachment.")):w===null||w===mi||w===Js?H=e.DEPTH_COMPONENT24:w===gi?H=e.DEPTH_COMPONENT32F:w===va&&(H=e.DEPTH_COMPONENT16),H}function M(R,w){return S(R)===!0||R.isFramebufferTexture&&R.minFilter!==Ye&&R.minFilter!==mn?Math.log2(Math.max(w.width,w.height))+1:R.mipmaps.length>0?R.mipmaps.length:R.isCompressedTexture&&Array.isArray(R.image)?w.mipmaps.length:1}function I(R){let w=new WeakRef(R);i.get(R).__ref=w,p.add(w),y.register(R,w,w)}function C(R){let w=i.get(R).__ref;w!==void 0&&(p.delete(w),y.unregister(w))}function E(R){B(R.target)}function N(R){P(R.target)}function B(R){R.removeEventListener("dispose",E),C(R),z(R),R.isVideoTexture&&u.delete(R),R.isHTMLTexture&&h.delete(R)}function P(R){R.removeEventListener("dispose",N),C(R),Y(R)}function L(){for(let R of p){let w=R.deref();w!==void 0&&(w.isRenderTarget===!0?P(w):B(w))}p.clear(),h.clear()}function z(R){let w=i.get(R);if(w.__webglInit===void 0)return;let H=R.source,ft=d.get(H);if(ft){let nt=ft[w.__cacheKey];nt.usedTimes--,nt.usedTimes===0&&k(R),Object.keys(ft).length===0&&d.delete(H)}i.remove(R)}function k(R){let w=i.get(R);e.deleteTexture(w.__webglTexture);let H=R.source,ft=d.get(H);delete ft[w.__cacheKey],o.memory.textures--}function Y(R){let w=i.get(R);w.__depthDisposeCallback&&w.__depthDisposeCallback();let H=R.depthTexture;if(H&&H.renderTarget===R&&B(H),R.isWebGLCubeRenderTarget)for(let nt=0;nt<6;nt++){if(Array.isArray(w.__webglFramebuffer[nt]))for(let pt=0;pt<w.__webglFramebuffer[nt].length;pt++)e.deleteFramebuffer(w.__webglFramebuffer[nt][pt]);else e.deleteFramebuffer(w.__webglFramebuffer[nt]);w.__webglDepthbuffer&&e.deleteRenderbuffer(w.__webglDepthbuffer[nt])}else{if(Array.isArray(w.__webglFramebuffer))for(let nt=0;nt<w.__webglFramebuffer.length;nt++)e.deleteFramebuffer(w.__webglFramebuffer[nt]);else e.deleteFramebuffer(w.__webglFramebuffer);if(w.__webglDepthbuffer&&e.deleteRenderbuffer(w.__webglDepthbuffer),w.__webglMultisampledFramebuffer&&e.deleteFramebuffer(w.__webglMultisampledFramebuffer),w.__webglColorRenderbuffer)for(let nt=0;nt<w.__webglColorRenderbuffer.length;nt++)w.__webglColorRenderbuffer[nt]&&e.deleteRenderbuffer(w.__webglColorRenderbuffer[nt]);w.__webglDepthRenderbuffer&&e.deleteRenderbuffer(w.__webglDepthRenderbuffer)}let ft=R.textures;for(let nt=0,pt=ft.length;nt<pt;nt++){let vt=i.get(ft[nt]);vt.__webglTexture&&(e.deleteTexture(vt.__webglTexture),o.memory.textures--),i.remove(ft[nt])}i.remove(R)}let U=0;function G(){U=0}function X(){return U}function rt(R){U=R}function ct(){let R=U;return R>=r.maxTextures&&Ut("WebGLTextures: Trying to use "+(R+1)+" texture units while this GPU supports only "+r.maxTextures),U+=1,R}function W(R){let w=[];return w.push(R.wrapS),w.push(R.wrapT),w.push(R.wrapR||0),w.push(R.magFilter),w.push(R.minFilter),w.push(R.anisotropy),w.push(R.internalFormat),w.push(R.format),w.push(R.type),w.push(R.generateMipmaps),w.push(R.mipmapsAutoUpdate),w.push(R.premultiplyAlpha),w.push(R.flipY),w.push(R.unpackAlignment),w.push(R.colorSpace),w.join()}function ot(R,w){let H=i.get(R);if(R.isVideoTexture&&Le(R),R.isRenderTargetTexture===!1&&R.isExternalTexture!==!0&&R.version>0&&H.__version!==R.version){let ft=R.image;if(ft===null)Ut("WebGLRenderer: Texture marked for update but no image data found.");else if(ft.complete===!1)Ut("WebGLRenderer: Texture marked for update but image is incomplete");else{$t(H,R,w);return}}else R.isExternalTexture&&(H.__webglTexture=R.sourceTexture?R.sourceTexture:null);n.bindTexture(e.TEXTURE_2D,H.__webglTexture,e.TEXTURE0+w)}function ut(R,w){let H=i.get(R);if(R.isRenderTargetTexture===!1&&R.version>0&&H.__version!==R.version){$t(H,R,w);return}else R.isExternalTexture&&(H.__webglTexture=R.sourceTexture?R.sourceTexture:null);n.bindTexture(e.TEXTURE_2D_ARRAY,H.__webglTexture,e.TEXTURE0+w)}function st(R,w){let H=i.get(R);if(R.isRenderTargetTexture===!1&&R.version>0&&H.__version!==R.version){$t(H,R,w);return}n.bindTexture(e.TEXTURE_3D,H.__webglTexture,e.TEXTURE0+w)}function at(R,w){let H=i.get(R);if(R.version>0&&H.__version!==R.version){ue(H,R,w);return}n.bindTexture(e.TEXTURE_CUBE_MAP,H.__webglTexture,e.TEXTURE0+w)}let J={[Df]:e.REPEAT,[Vi]:e.CLAMP_TO_EDGE,[Uf]:e.MIRRORED_REPEAT},yt={[Ye]:e.NEAREST,[PT]:e.NEAREST_MIPMAP_NEAREST,[Kc]:e.NEAREST_MIPMAP_LINEAR,[mn]:e.LINEAR,[lh]:e.LINEAR_MIPMAP_NEAREST,[Ar]:e.LINEAR_MIPMAP_LINEAR},lt={[UT]:e.NEVER,[A_]:e.ALWAYS,[FT]:e.LESS,[w_]:e.LEQUAL,[OT]:e.EQUAL,[T_]:e.GEQUAL,[BT]:e.GREATER,[kT]:e.NOTEQUAL};function K(R,w){if(w.type===gi&&t.has("OES_texture_float_linear")===!1&&(w.magFilter===mn||w.magFilter===lh||w.magFilter===Kc||w.magFilter===Ar||w.minFilter===mn||w.minFilter===lh||w.minFilter===Kc||w.minFilter===Ar)&&Ut("WebGLRenderer: Unable to use linear filtering with floating point textures. OES_texture_float_linear not supported on this device."),e.texParameteri(R,e.TEXTURE_WRAP_S,J[w.wrapS]),e.texParameteri(R,e.TEXTURE_WRAP_T,J[w.wrapT]),(R===e.TEXTURE_3D||R===e.TEXTURE_2D_ARRAY)&&e.texParameteri(R,e.TEXTURE_WRAP_R,J[w.wrapR]),e.texParameteri(R,e.TEXTURE_MAG_FILTER,yt[w.magFilter]),e.texParameteri(R,e.TEXTURE_MIN_FILTER,yt[w.minFilter]),w.compareFunction&&(e.texParameteri(R,e.TEXTURE_COMPARE_MODE,e.COMPARE_REF_TO_TEXTURE),e.texParameteri(R,e.TEXTURE_COMPARE_FUNC,lt[w.compareFunction])),t.has("EXT_texture_filter_anisotropic")===!0){if(w.magFilter===Ye||w.minFilter!==Kc&&w.minFilter!==Ar||w.type===gi&&t.has("OES_texture_float_linear")===!1)return;if(w.anisotropy>1||i.get(w).__currentAnisotropy){let H=t.get("EXT_texture_filter_anisotropic");e.texParameterf(R,H.TEXTURE_MAX_ANISOTROPY_EXT,Math.min(w.anisotropy,r.getMaxAnisotropy())),i.get(w).__currentAnisotropy=w.anisotropy}}}function Lt(R,w){let H=!1;R.__webglInit===void 0&&(R.__webglInit=!0,w.addEventListener("dispose",E),I(w));let ft=w.source,nt=d.get(ft);nt===void 0&&(nt={},d.set(ft,nt));let pt=W(w);if(pt!==R.__cacheKey){nt[pt]===void 0&&(nt[pt]={texture:e.createTexture(),usedTimes:0},o.memory.textures++,H=!0),nt[pt].usedTimes++;let vt=nt[R.__cacheKey];vt!==void 0&&(nt[R.__cacheKey].usedTimes--,vt.usedTimes===0&&k(w)),R.__cacheKey=pt,R.__webglTexture=nt[pt].texture}return H}function Mt(R,w,H){return Math.floor(Math.floor(R/H)/w)}function zt(R,w,H,ft){let pt=R.updateRanges;if(pt.length===0)n.texSubImage2D(e.TEXTURE_2D,0,0,0,w.width,w.height,H,ft,w.data);else{pt.sort((D,et)=>D.start-et.start);let vt=0;for(let D=1;D<pt.length;D++){let et=pt[vt],Q=pt[D],_t=et.start+et.count,dt=Mt(Q.start,w.width,4),mt=Mt(et.start,w.width,4);Q.start<=_t+1&&dt===mt&&Mt(Q.start+Q.count-1,w.width,4)===dt?et.count=Math.max(et.count,Q.start+Q.count-et.start):(++vt,pt[vt]=Q)}pt.length=vt+1;let j=n.getParameter(e.UNPACK_ROW_LENGTH),tt=n.getParameter(e.UNPACK_SKIP_PIXELS),gt=n.getParameter(e.UNPACK_SKIP_ROWS);n.pixelStorei(e.UNPACK_ROW_LENGTH,w.width);for(let D=0,et=pt.length;D<et;D++){let Q=pt[D],_t=Math.floor(Q.start/4),dt=Math.ceil(Q.count/4),mt=_t%w.width,Pt=Math.floor(_t/w.width),qt=dt,ht=1;n.pixelStorei(e.UNPACK_SKIP_PIXELS,mt),n.pixelStorei(e.UNPACK_SKIP_ROWS,Pt),n.texSubImage2D(e.TEXTURE_2D,0,mt,Pt,qt,ht,H,ft,w.data)}R.clearUpdateRanges(),n.pixelStorei(e.UNPACK_ROW_LENGTH,j),n.pixelStorei(e.UNPACK_SKIP_PIXELS,tt),n.pixelStorei(e.UNPACK_SKIP_ROWS,gt)}}function $t(R,w,H){let ft=e.TEXTURE_2D;(w.isDataArrayTexture||w.isCompressedArrayTexture)&&(ft=e.TEXTURE_2D_ARRAY),w.isData3DTexture&&(ft=e.TEXTURE_3D);let nt=Lt(R,w),pt=w.source;n.bindTexture(ft,R.__webglTexture,e.TEXTURE0+H);let vt=i.get(pt);if(pt.version!==vt.__version||nt===!0){if(n.activeTexture(e.TEXTURE0+H),(typeof ImageBitmap<"u"&&w.image instanceof ImageBitmap)===!1){let ht=te.getPrimaries(te.workingColorSpace),Nt=w.colorSpace===Cr?null:te.getPrimaries(w.colorSpace),Xt=w.colorSpace===Cr||ht===Nt?e.NONE:e.BROWSER_DEFAULT_WEBGL;n.pixelStorei(e.UNPACK_FLIP_Y_WEBGL,w.flipY),n.pixelStorei(e.UNPACK_PREMULTIPLY_ALPHA_WEBGL,w.premultiplyAlpha),n.pixelStorei(e.UNPACK_COLORSPACE_CONVERSION_WEBGL,Xt)}n.pixelStorei(e.UNPACK_ALIGNMENT,w.unpackAlignment);let tt=x(w.image,!1,r.maxTextureSize);tt=Dt(w,tt);let gt=s.convert(w.format,w.colorSpace),D=s.convert(w.type),et=b(w.internalFormat,gt,D,w.normalized,w.colorSpace,w.isVideoTexture);K(ft,w);let Q,_t=w.mipmaps,dt=w.isVideoTexture!==!0,mt=vt.__version===void 0||nt===!0,Pt=pt.dataReady,qt=M(w,tt);if(w.isDepthTexture)et=_(w.format===Er,w.type),mt&&(dt?n.texStorage2D(e.TEXTURE_2D,1,et,tt.width,tt.height):n.texImage2D(e.TEXTURE_2D,0,et,tt.width,tt.height,0,gt,D,null));else if(w.isDataTexture)if(_t.length>0){dt&&mt&&n.texStorage2D(e.TEXTURE_2D,qt,et,_t[0].width,_t[0].height);for(let ht=0,Nt=_t.length;ht<Nt;ht++)Q=_t[ht],dt?Pt&&n.texSubImage2D(e.TEXTURE_2D,ht,0,0,Q.width,Q.height,gt,D,Q.data):n.texImage2D(e.TEXTURE_2D,ht,et,Q.width,Q.height,0,gt,D,Q.data);w.generateMipmaps=!1}else dt?(mt&&n.texStorage2D(e.TEXTURE_2D,qt,et,tt.width,tt.height),Pt&&zt(w,tt,gt,D)):n.texImage2D(e.TEXTURE_2D,0,et,tt.width,tt.height,0,gt,D,tt.data);else if(w.isCompressedTexture)if(w.isCompressedArrayTexture){dt&&mt&&n.texStorage3D(e.TEXTURE_2D_ARRAY,qt,et,_t[0].width,_t[0].height,tt.depth);for(let ht=0,Nt=_t.length;ht<Nt;ht++)if(Q=_t[ht],w.format!==yi)if(gt!==null)if(dt){if(Pt)if(w.layerUpdates.size>0){let Xt=N_(Q.width,Q.height,w.format,w.type);for(let wt of w.layerUpdates){let le=Q.data.subarray(wt*Xt/Q.data.BYTES_PER_ELEMENT,(wt+1)*Xt/Q.data.BYTES_PER_ELEMENT);n.compressedTexSubImage3D(e.TEXTURE_2D_ARRAY,ht,0,0,wt,Q.width,Q.height,1,gt,le)}}else n.compressedTexSubImage3D(e.TEXTURE_2D_ARRAY,ht,0,0,0,Q.width,Q.height,tt.depth,gt,Q.data)}else n.compressedTexImage3D(e.TEXTURE_2D_ARRAY,ht,et,Q.width,Q.height,tt.depth,0,Q.data,0,0);else Ut("WebGLRenderer: Attempt to load unsupported compressed texture format in .uploadTexture()");else dt?Pt&&n.texSubImage3D(e.TEXTURE_2D_ARRAY,ht,0,0,0,Q.width,Q.height,tt.depth,gt,D,Q.data):n.texImage3D(e.TEXTURE_2D_ARRAY,ht,et,Q.width,Q.height,tt.depth,0,gt,D,Q.data);w.layerUpdates.size>0&&w.clearLayerUpdates()}else{dt&&mt&&n.texStorage2D(e.TEXTURE_2D,qt,et,_t[0].width,_t[0].height);for(let ht=0,Nt=_t.length;ht<Nt;ht++)Q=_t[ht],w.format!==yi?gt!==null?dt?Pt&&n.compressedTexSubImage2D(e.TEXTURE_2D,ht,0,0,Q.width,Q.height,gt,Q.data):n.compressedTexImage2D(e.TEXTURE_2D,ht,et,Q.width,Q.height,0,Q.data):Ut("WebGLRenderer: Attempt to load unsupported compressed texture format in .uploadTexture()"):dt?Pt&&n.texSubImage2D(e.TEXTURE_2D,ht,0,0,Q.width,Q.height,gt,D,Q.data):n.texImage2D(e.TEXTURE_2D,ht,et,Q.width,Q.height,0,gt,D,Q.data)}else if(w.isDataArrayTexture)if(dt){if(mt&&n.texStorage3D(e.TEXTURE_2D_ARRAY,qt,et,tt.width,tt.height,tt.depth),Pt)if(w.layerUpdates.size>0){let ht=N_(tt.width,tt.height,w.format,w.type);for(let Nt of w.layerUpdates){let Xt=tt.data.subarray(Nt*ht/tt.data.BYTES_PER_ELEMENT,(Nt+1)*ht/tt.data.BYTES_PER_ELEMENT);n.texSubImage3D(e.TEXTURE_2D_ARRAY,0,0,0,Nt,tt.width,tt.height,1,gt,D,Xt)}w.clearLayerUpdates()}else n.texSubImage3D(e.TEXTURE_2D_ARRAY,0,0,0,0,tt.width,tt.height,tt.depth,gt,D,tt.data)}else n.texImage3D(e.TEXTURE_2D_ARRAY,0,et,tt.width,tt.height,tt.depth,0,gt,D,tt.data);else if(w.isData3DTexture)dt?(mt&&n.texStorage3D(e.TEXTURE_3D,qt,et,tt.width,tt.height,tt.depth),Pt&&n.texSubImage3D(e.TEXTURE_3D,0,0,0,0,tt.width,tt.height,tt.depth,gt,D,tt.data)):n.texImage3D(e.TEXTURE_3D,0,et,tt.width,tt.height,tt.depth,0,gt,D,tt.data);else if(w.isFramebufferTexture){if(mt)if(dt)n.texStorage2D(e.TEXTURE_2D,qt,et,tt.width,tt.height);else{let ht=tt.width,Nt=tt.height;for(let Xt=0;Xt<qt;Xt++)n.texImage2D(e.TEXTURE_2D,Xt,et,ht,Nt,0,gt,D,null),ht>>=1,Nt>>=1}}else if(w.isHTMLTexture){if("texElementImage2D"in e){let ht=e.canvas;if(ht.hasAttribute("layoutsubtree")||ht.setAttribute("layoutsubtree","true"),tt.parentNode!==ht){ht.appendChild(tt),h.add(w),ht.onpaint=Nt=>{let Xt=Nt.changedElements;for(let wt of h)Xt.includes(wt.image)&&(wt.needsUpdate=!0)},ht.requestPaint();return}if(e.texElementImage2D.length===3)e.texElementImage2D(e.TEXTURE_2D,e.RGBA8,tt);else{let Xt=e.RGBA,wt=e.RGBA,le=e.UNSIGNED_BYTE;e.texElementImage2D(e.TEXTURE_2D,0,Xt,wt,le,tt)}e.texParameteri(e.TEXTURE_2D,e.TEXTURE_MIN_FILTER,e.LINEAR),e.texParameteri(e.TEXTURE_2D,e.TEXTURE_WRAP_S,e.CLAMP_TO_EDGE),e.texParameteri(e.TEXTURE_2D,e.TEXTURE_WRAP_T,e.CLAMP_TO_EDGE)}}else if(_t.length>0){if(dt&&mt){let ht=Bt(_t[0]);n.texStorage2D(e.TEXTURE_2D,qt,et,ht.width,ht.height)}for(let ht=0,Nt=_t.length;ht<Nt;ht++)Q=_t[ht],dt?Pt&&n.texSubImage2D(e.TEXTURE_2D,ht,0,0,gt,D,Q):n.texImage2D(e.TEXTURE_2D,ht,et,gt,D,Q);w.generateMipmaps=!1}else if(dt){if(mt){let ht=Bt(tt);n.texStorage2D(e.TEXTURE_2D,qt,et,ht.width,ht.height)}Pt&&n.texSubImage2D(e.TEXTURE_2D,0,0,0,gt,D,tt)}else n.texImage2D(e.TEXTURE_2D,0,et,gt,D,tt);S(w)&&w.mipmapsAutoUpdate===!0&&v(ft),vt.__version=pt.version,w.onUpdate&&w.onUpdate(w)}R.__version=w.version}function ue(R,w,H){if(w.image.length!==6)return;let ft=Lt(R,w),nt=w.source;n.bindTexture(e.TEXTURE_CUBE_MAP,R.__webglTexture,e.TEXTURE0+H);let pt=i.get(nt);if(nt.version!==pt.__version||ft===!0){n.activeTexture(e.TEXTURE0+H);let vt=te.getPrimaries(te.workingColorSpace),j=w.colorSpace===Cr?null:te.getPrimaries(w.colorSpace),tt=w.colorSpace===Cr||vt===j?e.NONE:e.BROWSER_DEFAULT_WEBGL;n.pixelStorei(e.UNPACK_FLIP_Y_WEBGL,w.flipY),n.pixelStorei(e.UNPACK_PREMULTIPLY_ALPHA_WEBGL,w.premultiplyAlpha),n.pixelStorei(e.UNPACK_ALIGNMENT,w.unpackAlignment),n.pixelStorei(e.UNPACK_COLORSPACE_CONVERSION_WEBGL,tt);let gt=w.isCompressedTexture||w.image[0].isCompressedTexture,D=w.image[0]&&w.image[0].isDataTexture,et=[];for(let wt=0;wt<6;wt++)!gt&&!D?et[wt]=x(w.image[wt],!0,r.maxCubemapSize):et[wt]=D?w.image[wt].image:w.image[wt],et[wt]=Dt(w,et[wt]);let Q=et[0],_t=s.convert(w.format,w.colorSpace),dt=s.convert(w.type),mt=b(w.internalFormat,_t,dt,w.normalized,w.colorSpace),Pt=w.isVideoTexture!==!0,qt=pt.__version===void 0||ft===!0,ht=nt.dataReady,Nt=M(w,Q);K(e.TEXTURE_CUBE_MAP,w);let Xt;if(w.isDepthTexture){if(mt=_(w.format===Er,w.type),qt)if(Pt)n.texStorage2D(e.TEXTURE_CUBE_MAP,1,mt,Q.width,Q.height);else for(let wt=0;wt<6;wt++)n.texImage2D(e.TEXTURE_CUBE_MAP_POSITIVE_X+wt,0,mt,Q.width,Q.height,0,_t,dt,null)}else if(gt){Pt&&qt&&n.texStorage2D(e.TEXTURE_CUBE_MAP,Nt,mt,Q.width,Q.height);for(let wt=0;wt<6;wt++){Xt=et[wt].mipmaps;for(let le=0;le<Xt.length;le++){let ke=Xt[le];w.format!==yi?_t!==null?Pt?ht&&n.compressedTexSubImage2D(e.TEXTURE_CUBE_MAP_POSITIVE_X+wt,le,0,0,ke.width,ke.height,_t,ke.data):n.compressedTexImage2D(e.TEXTURE_CUBE_MAP_POSITIVE_X+wt,le,mt,ke.width,ke.height,0,ke.data):Ut("WebGLRenderer: Attempt to load unsupported compressed texture format in .setTextureCube()"):Pt?ht&&n.texSubImage2D(e.TEXTURE_CUBE_MAP_POSITIVE_X+wt,le,0,0,ke.width,ke.height,_t,dt,ke.data):n.texImage2D(e.TEXTURE_CUBE_MAP_POSITIVE_X+wt,le,mt,ke.width,ke.height,0,_t,dt,ke.data)}}}else{if(Xt=w.mipmaps,Pt&&qt){Xt.length>0&&Nt++;let wt=Bt(et[0]);n.texStorage2D(e.TEXTURE_CUBE_MAP,Nt,mt,wt.width,wt.height)}for(let wt=0;wt<6;wt++)if(D){Pt?ht&&n.texSubImage2D(e.TEXTURE_CUBE_MAP_POSITIVE_X+wt,0,0,0,et[wt].width,et[wt].height,_t,dt,et[wt].data):n.texImage2D(e.TEXTURE_CUBE_MAP_POSITIVE_X+wt,0,mt,et[wt].width,et[wt].height,0,_t,dt,et[wt].data);for(let le=0;le<Xt.length;le++){let Rr=Xt[le].image[wt].image;Pt?ht&&n.texSubImage2D(e.TEXTURE_CUBE_MAP_POSITIVE_X+wt,le+1,0,0,Rr.width,Rr.height,_t,dt,Rr.data):n.texImage2D(e.TEXTURE_CUBE_MAP_POSITIVE_X+wt,le+1,mt,Rr.width,Rr.height,0,_t,dt,Rr.data)}}else{Pt?ht&&n.texSubImage2D(e.TEXTURE_CUBE_MAP_POSITIVE_X+wt,0,0,0,_t,dt,et[wt]):n.texImage2D(e.TEXTURE_CUBE_MAP_POSITIVE_X+wt,0,mt,_t,dt,et[wt]);for(let le=0;le<Xt.length;le++){let ke=Xt[le];Pt?ht&&n.texSubImage2D(e.TEXTURE_CUBE_MAP_POSITIVE_X+wt,le+1,0,0,_t,dt,ke.image[wt]):n.texImage2D(e.TEXTURE_CUBE_MAP_POSITIVE_X+wt,le+1,mt,_t,dt,ke.image[wt])}}}S(w)&&w.mipmapsAutoUpdate===!0&&v(e.TEXTURE_CUBE_MAP),pt.__version=nt.version,w.onUpdate&&w.onUpdate(w)}R.__version=w.version}function oe(R,w,H,ft,nt,pt){let vt=s.convert(H.format,H.colorSpace),j=s.convert(H.type),tt=b(H.internalFormat,vt,j,H.normalized,H.colorSpace),gt=i.get(w),D=i.get(H);if(D.__renderTarget=w,!gt.__hasExternalTextures){let et=Math.max(1,w.width>>pt),Q=Math.max(1,w.height>>pt);nt===e.TEXTURE_3D||nt===e.TEXTURE_2D_ARRAY?n.texImage3D(nt,pt,tt,et,Q,w.depth,0,vt,j,null):n.texImage2D(nt,pt,tt,et,Q,0,vt,j,null)}n.bindFramebuffer(e.FRAMEBUFFER,R),St(w)?a.framebufferTexture2DMultisampleEXT(e.FRAMEBUFFER,ft,nt,D.__webglTexture,0,ye(w)):(nt===e.TEXTURE_2D||nt>=e.TEXTURE_CUBE_MAP_POSITIVE_X&&nt<=e.TEXTURE_CUBE_MAP_NEGATIVE_Z)&&e.framebufferTexture2D(e.FRAMEBUFFER,ft,nt,D.__webglTexture,pt),n.bindFramebuffer(e.FRAMEBUFFER,null)}function Qe(R,w,H){if(e.bindRenderbuffer(e.RENDERBUFFER,R),w.depthBuffer){let ft=w.depthTexture,nt=ft&&ft.isDepthTexture?ft.type:null,pt=_(w.stencilBuffer,nt),vt=w.stencilBuffer?e.DEPTH_STENCIL_ATTACHMENT:e.DEPTH_ATTACHMENT;St(w)?a.renderbufferStorageMultisampleEXT(e.RENDERBUFFER,ye(w),pt,w.width,w.height):H?e.renderbufferStorageMultisample(e.RENDERBUFFER,ye(w),pt,w.width,w.height):e.renderbufferStorage(e.RENDERBUFFER,pt,w.width,w.height),e.framebufferRenderbuffer(e.FRAMEBUFFER,vt,e.RENDERBUFFER,R)}else{let ft=w.textures;for(let nt=0;nt<ft.length;nt++){let pt=ft[nt],vt=s.convert(pt.format,pt.colorSpace),j=s.convert(pt.type),tt=b(pt.internalFormat,vt,j,pt.normalized,pt.colorSpace);St(w)?a.renderbufferStorageMultisampleEXT(e.RENDERBUFFER,ye(w),tt,w.width,w.height):H?e.renderbufferStorageMultisample(e.RENDERBUFFER,ye(w),tt,w.width,w.height):e.renderbufferStorage(e.RENDERBUFFER,tt,w.width,w.height)}}e.bindRenderbuffer(e.RENDERBUFFER,null)}function Be(R,w,H){let ft=w.isWebGLCubeRenderTarget===!0;if(n.bindFramebuffer(e.FRAMEBUFFER,R),!(w.depthTexture&&w.depthTexture.isDepthTexture))throw new Error("THREE.WebGLTextures: renderTarget.depthTexture must be an instance of THREE.DepthTexture.");let nt=i.get(w.depthTexture);nt.__renderTarget=w;let pt=ft?w.depthTexture.image[0]:w.depthTexture.image;(!nt.__webglTexture||pt.width!==w.width||pt.height!==w.height)&&(pt.width=w.width,pt.height=w.height,w.depthTexture.needsUpdate=!0),ft?at(w.depthTexture,0):ot(w.depthTexture,0);let vt=nt.__webglTexture,j=ye(w),tt=ft?e.TEXTURE_CUBE_MAP_POSITIVE_X+H:e.TEXTURE_2D,gt=w.depthTexture.format===Er?e.DEPTH_STENCIL_ATTACHMENT:e.DEPTH_ATTACHMENT;if(w.depthTexture.format===Sr)St(w)?a.framebufferTexture2DMultisampleEXT(e.FRAMEBUFFER,gt,tt,vt,0,j):e.framebufferTexture2D(e.FRAMEBUFFER,gt,tt,vt,0);else if(w.depthTexture.format===Er)St(w)?a.framebufferTexture2DMultisampleEXT(e.FRAMEBUFFER,gt,tt,vt,0,j):e.framebufferTexture2D(e.FRAMEBUFFER,gt,tt,vt,0);else throw new Error("THREE.WebGLTextures: Unknown depthTexture format.")}function Un(R){let w=i.get(R),H=R.isWebGLCubeRenderTarget===!0;if(w.__boundDepthTexture!==R.depthTexture){let ft=R.depthTexture;if(w.__depthDisposeCallback&&w.__depthDisposeCallback(),ft){let nt=()=>{delete w.__boundDepthTexture,delete w.__depthDisposeCallback,ft.removeEventListener("dispose",nt)};ft.addEventListener("dispose",nt),w.__depthDisposeCallback=nt}w.__boundDepthTexture=ft}if(R.depthTexture&&!w.__autoAllocateDepthBuffer)if(H)for(let ft=0;ft<6;ft++)Be(w.__webglFramebuffer[ft],R,ft);else R.texture.mipmaps.length>0?Be(w.__webglFramebuffer[0],R,0):Be(w.__webglFramebuffer,R,0);else if(H){w.__webglDepthbuffer=[];for(let ft=0;ft<6;ft++)if(n.bindFramebuffer(e.FRAMEBUFFER,w.__webglFramebuffer[ft]),w.__webglDepthbuffer[ft]===void 0)w.__webglDepthbuffer[ft]=e.createRenderbuffer(),Qe(w.__webglDepthbuffer[ft],R,!1);else{let nt=R.stencilBuffer?e.DEPTH_STENCIL_ATTACHMENT:e.DEPTH_ATTACHMENT,pt=w.__webglDepthbuffer[ft];e.bindRenderbuffer(e.RENDERBUFFER,pt),e.framebufferRenderbuffer(e.FRAMEBUFFER,nt,e.RENDERBUFFER,pt)}}else if(R.texture.mipmaps.length>0?n.bindFramebuffer(e.FRAMEBUFFER,w.__webglFramebuffer[0]):n.bindFramebuffer(e.FRAMEBUFFER,w.__webglFramebuffer),w.__webglDepthbuffer===void 0)w.__webglDepthbuffer=e.createRenderbuffer(),Qe(w.__webglDepthbuffer,R,!1);else{let nt=R.stencilBuffer?e.DEPTH_STENCIL_ATTACHMENT:e.DEPTH_ATTACHMENT,pt=w.__webglDepthbuffer;e.bindRenderbuffer(e.RENDERBUFFER,pt),e.framebufferRenderbuffer(e.FRAMEBUFFER,nt,e.RENDERBUFFER,pt)}n.bindFramebuffer(e.FRAMEBUFFER,null)}function Fn(R,w,H){let ft=i.get(R);w!==void 0&&oe(ft.__webglFramebuffer,R,R.texture,e.COLOR_ATTACHMENT0,e.TEXTURE_2D,0),H!==void 0&&Un(R)}function On(R){let w=R.texture,H=i.get(R),ft=i.get(w);R.addEventListener("dispose",N),I(R);let nt=R.textures,pt=R.isWebGLCubeRenderTarget===!0,vt=nt.length>1;if(vt||(ft.__webglTexture===void 0&&(ft.__webglTexture=e.createTexture()),ft.__version=w.version,o.memory.textures++),pt){H.__webglFramebuffer=[];for(let j=0;j<6;j++)if(w.mipmaps.length>0){H.__webglFramebuffer[j]=[];for(let tt=0;tt<w.mipmaps.length;tt++)H.__webglFramebuffer[j][tt]=e.createFramebuffer()}else H.__webglFramebuffer[j]=e.createFramebuffer()}else{if(w.mipmaps.length>0){H.__webglFramebuffer=[];for(let j=0;j<w.mipmaps.length;j++)H.__webglFramebuffer[j]=e.createFramebuffer()}else H.__webglFramebuffer=e.createFramebuffer();if(vt)for(let j=0,tt=nt.length;j<tt;j++){let gt=i.get(nt[j]);gt.__webglTexture===void 0&&(gt.__webglTexture=e.createTexture(),o.memory.textures++)}if(R.samples>0&&St(R)===!1){H.__webglMultisampledFramebuffer=e.createFramebuffer(),H.__webglColorRenderbuffer=[],n.bindFramebuffer(e.FRAMEBUFFER,H.__webglMultisampledFramebuffer);for(let j=0;j<nt.length;j++){let tt=nt[j];H.__webglColorRenderbuffer[j]=e.createRenderbuffer(),e.bindRenderbuffer(e.RENDERBUFFER,H.__webglColorRenderbuffer[j]);let gt=s.convert(tt.format,tt.colorSpace),D=s.convert(tt.type),et=b(tt.internalFormat,gt,D,tt.normalized,tt.colorSpace,R.isXRRenderTarget===!0),Q=ye(R);e.renderbufferStorageMultisample(e.RENDERBUFFER,Q,et,R.width,R.height),e.framebufferRenderbuffer(e.FRAMEBUFFER,e.COLOR_ATTACHMENT0+j,e.RENDERBUFFER,H.__webglColorRenderbuffer[j])}e.bindRenderbuffer(e.RENDERBUFFER,null),R.depthBuffer&&(H.__webglDepthRenderbuffer=e.createRenderbuffer(),Qe(H.__webglDepthRenderbuffer,R,!0)),n.bindFramebuffer(e.FRAMEBUFFER,null)}}if(pt){n.bindTexture(e.TEXTURE_CUBE_MAP,ft.__webglTexture),K(e.TEXTURE_CUBE_MAP,w);for(let j=0;j<6;j++)if(w.mipmaps.length>0)for(let tt=0;tt<w.mipmaps.length;tt++)oe(H.__webglFramebuffer[j][tt],R,w,e.COLOR_ATTACHMENT0,e.TEXTURE_CUBE_MAP_POSITIVE_X+j,tt);else oe(H.__webglFramebuffer[j],R,w,e.COLOR_ATTACHMENT0,e.TEXTURE_CUBE_MAP_POSITIVE_X+j,0);S(w)?v(e.TEXTURE_CUBE_MAP):w.mipmaps.length>0&&e.texParameteri(e.TEXTURE_CUBE_MAP,e.TEXTURE_MAX_LEVEL,w.mipmaps.length-1),n.unbindTexture()}else if(vt){for(let j=0,tt=nt.length;j<tt;j++){let gt=nt[j],D=i.get(gt),et=e.TEXTURE_2D;(R.isWebGL3DRenderTarget||R.isWebGLArrayRenderTarget)&&(et=R.isWebGL3DRenderTarget?e.TEXTURE_3D:e.TEXTURE_2D_ARRAY),n.bindTexture(et,D.__webglTexture),K(et,gt),oe(H.__webglFramebuffer,R,gt,e.COLOR_ATTACHMENT0+j,et,0),S(gt)&&v(et)}n.unbindTexture()}else{let j=e.TEXTURE_2D;if((R.isWebGL3DRenderTarget||R.isWebGLArrayRenderTarget)&&(j=R.isWebGL3DRenderTarget?e.TEXTURE_3D:e.TEXTURE_2D_ARRAY),n.bindTexture(j,ft.__webglTexture),K(j,w),w.mipmaps.length>0)for(let tt=0;tt<w.mipmaps.length;tt++)oe(H.__webglFramebuffer[tt],R,w,e.COLOR_ATTACHMENT0,j,tt);else oe(H.__webglFramebuffer,R,w,e.COLOR_ATTACHMENT0,j,0);S(w)?v(j):w.mipmaps.length>0&&e.texParameteri(j,e.TEXTURE_MAX_LEVEL,w.mipmaps.length-1),n.unbindTexture()}R.depthBuffer&&Un(R)}function O(R){let w=R.textures;for(let H=0,ft=w.length;H<ft;H++){let nt=w[H];if(S(nt)&&nt.mipmapsAutoUpdate===!0){let pt=T(R),vt=i.get(nt).__webglTexture;n.bindTexture(pt,vt),v(pt),n.unbindTexture()}}}let Bn=[];function _e(R){if(R.samples>0){if(St(R)===!1){let w=R.textures,H=R.width,ft=R.height,nt=e.COLOR_BUFFER_BIT,pt=R.stencilBuffer?e.DEPTH_STENCIL_ATTACHMENT:e.DEPTH_ATTACHMENT,vt=i.get(R),j=w.length>1;if(j)for(let gt=0;gt<w.length;gt++)n.bindFramebuffer(e.FRAMEBUFFER,vt.__webglMultisampledFramebuffer),e.framebufferRenderbuffer(e.FRAMEBUFFER,e.COLOR_ATTACHMENT0+gt,e.RENDERBUFFER,null),n.bindFramebuffer(e.FRAMEBUFFER,vt.__webglFramebuffer),e.framebufferTexture2D(e.DRAW_FRAMEBUFFER,e.COLOR_ATTACHMENT0+gt,e.TEXTURE_2D,null,0);n.bindFramebuffer(e.READ_FRAMEBUFFER,vt.__webglMultisampledFramebuffer),R.texture.mipmaps.length>0?n.bindFramebuffer(e.DRAW_FRAMEBUFFER,vt.__webglFramebuffer[0]):n.bindFramebuffer(e.DRAW_FRAMEBUFFER,vt.__webglFramebuffer);for(let gt=0;gt<w.length;gt++){if(R.resolveDepthBuffer&&(R.depthBuffer&&(nt|=e.DEPTH_BUFFER_BIT),R.stencilBuffer&&R.resolveStencilBuffer&&(nt|=e.STENCIL_BUFFER_BIT)),j){e.framebufferRenderbuffer(e.READ_FRAMEBUFFER,e.COLOR_ATTACHMENT0,e.RENDERBUFFER,vt.__webglColorRenderbuffer[gt]);let D=i.get(w[gt]).__webglTexture;e.framebufferTexture2D(e.DRAW_FRAMEBUFFER,e.COLOR_ATTACHMENT0,e.TEXTURE_2D,D,0)}e.blitFramebuffer(0,0,H,ft,0,0,H,ft,nt,e.NEAREST),c===!0&&(Bn.length=0,Bn.push(e.COLOR_ATTACHMENT0+gt),R.depthBuffer&&R.storeMultisampledDepthBuffer===!1&&Bn.push(pt),e.invalidateFramebuffer(e.READ_FRAMEBUFFER,Bn))}if(n.bindFramebuffer(e.READ_FRAMEBUFFER,null),n.bindFramebuffer(e.DRAW_FRAMEBUFFER,null),j)for(let gt=0;gt<w.length;gt++){n.bindFramebuffer(e.FRAMEBUFFER,vt.__webglMultisampledFramebuffer),e.framebufferRenderbuffer(e.FRAMEBUFFER,e.COLOR_ATTACHMENT0+gt,e.RENDERBUFFER,vt.__webglColorRenderbuffer[gt]);let D=i.get(w[gt]).__webglTexture;n.bindFramebuffer(e.FRAMEBUFFER,vt.__webglFramebuffer),e.framebufferTexture2D(e.DRAW_FRAMEBUFFER,e.COLOR_ATTACHMENT0+gt,e.TEXTURE_2D,D,0)}n.bindFramebuffer(e.DRAW_FRAMEBUFFER,vt.__webglMultisampledFramebuffer)}else if(R.depthBuffer&&R.storeMultisampledDepthBuffer===!1&&c){let w=R.stencilBuffer?e.DEPTH_STENCIL_ATTACHMENT:e.DEPTH_ATTACHMENT;e.invalidateFramebuffer(e.DRAW_FRAMEBUFFER,[w])}}}function ye(R){return Math.min(r.maxSamples,R.samples)}function St(R){let w=i.get(R);return R.samples>0&&t.has("WEBGL_multisampled_render_to_texture")===!0&&w.__useRenderToTexture!==!1}function Le(R){let w=o.render.frame;u.get(R)!==w&&(u.set(R,w),R.update())}function Dt(R,w){let H=R.colorSpace,ft=R.format,nt=R.type;return R.isCompressedTexture===!0||R.isVideoTexture===!0||H!==Lc&&H!==Cr&&(te.getTransfer(H)===ce?(ft!==yi||nt!==Sn)&&Ut("WebGLTextures: sRGB encoded textures have to use RGBAFormat and UnsignedByteType."):Ft("WebGLTextures: Unsupported texture color space:",H)),w}function Bt(R){return typeof HTMLImageElement<"u"&&R instanceof HTMLImageElement?(l.width=R.naturalWidth||R.width,l.height=R.naturalHeight||R.height):typeof VideoFrame<"u"&&R instanceof VideoFrame?(l.width=R.displayWidth,l.height=R.displayHeight):(l.width=R.width,l.height=R.height),l}this.allocateTextureUnit=ct,this.resetTextureUnits=G,this.getTextureUnits=X,this.setTextureUnits=rt,this.setTexture2D=ot,this.setTexture2DArray=ut,this.setTexture3D=st,this.setTextureCube=at,this.rebindTextures=Fn,this.setupRenderTarget=On,this.updateRenderTargetMipmap=O,this.updateMultisampleRenderTarget=_e,this.setupDepthRenderbuffer=Un,this.setupFrameBufferTexture=oe,this.useMultisampledRTT=St,this.dispose=L}function t4(e,t){function n(i,r=Cr){let s,o=te.getTransfer(r);if(i===Sn)return e.UNSIGNED_BYTE;if(i===fh)return e.UNSIGNED_SHORT_4_4_4_4;if(i===hh)return e.UNSIGNED_SHORT_5_5_5_1;if(i===x_)return e.UNSIGNED_INT_5_9_9_9_REV;if(i===v_)return e.UNSIGNED_INT_10F_11F_11F_REV;if(i===__)return e.BYTE;if(i===y_)return e.SHORT;if(i===va)return e.UNSIGNED_SHORT;if(i===uh)return e.INT;if(i===mi)return e.UNSIGNED_INT;if(i===gi)return e.FLOAT;if(i===_i)return e.HALF_FLOAT;if(i===b_)return e.ALPHA;if(i===M_)return e.RGB;if(i===yi)return e.RGBA;if(i===Sr)return e.DEPTH_COMPONENT;if(i===Er)return e.DEPTH_STENCIL;if(i===S_)return e.RED;if(i===dh)return e.RED_INTEGER;if(i===os)return e.RG;if(i===ph)return e.RG_INTEGER;if(i===mh)return e.RGBA_INTEGER;if(i===Qc||i===jc||i===tl||i===el)if(o===ce)if(s=t.get("WEBGL_compressed_texture_s3tc_srgb"),s!==null){if(i===Qc)return s.COMPRESSED_SRGB_S3TC_DXT1_EXT;if(i===jc)return s.COMPRESSED_SRGB_ALPHA_S3TC_DXT1_EXT;if(i===tl)return s.COMPRESSED_SRGB_ALPHA_S3TC_DXT3_EXT;if(i===el)return s.COMPRESSED_SRGB_ALPHA_S3TC_DXT5_EXT}else return null;else if(s=t.get("WEBGL_compressed_texture_s3tc"),s!==null){if(i===Qc)return s.COMPRESSED_RGB_S3TC_DXT1_EXT;if(i===jc)return s.COMPRESSED_RGBA_S3TC_DXT1_EXT;if(i===tl)return s.COMPRESSED_RGBA_S3TC_DXT3_EXT;if(i===el)return s.COMPRESSED_RGBA_S3TC_DXT5_EXT}else return null;if(i===gh||i===_h||i===yh||i===xh)if(s=t.get("WEBGL_compressed_texture_pvrtc"),s!==null){if(i===gh)return s.COMPRESSED_RGB_PVRTC_4BPPV1_IMG;if(i===_h)return s.COMPRESSED_RGB_PVRTC_2BPPV1_IMG;if(i===yh)return s.COMPRESSED_RGBA_PVRTC_4BPPV1_IMG;if(i===xh)return s.COMPRESSED_RGBA_PVRTC_2BPPV1_IMG}else return null;if(i===vh||i===bh||i===Mh||i===Sh||i===wh||i===nl||i===Th)if(s=t.get("WEBGL_compressed_texture_etc"),s!==null){if(i===vh||i===bh)return o===ce?s.COMPRESSED_SRGB8_ETC2:s.COMPRESSED_RGB8_ETC2;if(i===Mh)return o===ce?s.COMPRESSED_SRGB8_ALPHA8_ETC2_EAC:s.COMPRESSED_RGBA8_ETC2_EAC;if(i===Sh)return s.COMPRESSED_R11_EAC;if(i===wh)return s.COMPRESSED_SIGNED_R11_EAC;if(i===nl)return s.COMPRESSED_RG11_EAC;if(i===Th)return s.COMPRESSED_SIGNED_RG11_EAC}else return null;if(i===Ah||i===Eh||i===Ch||i===Rh||i===Ih||i===Ph||i===Lh||i===Nh||i===Dh||i===Uh||i===Fh||i===Oh||i===Bh||i===kh)if(s=t.get("WEBGL_compressed_texture_astc"),s!==null){if(i===Ah)return o===ce?s.COMPRESSED_SRGB8_ALPHA8_ASTC_4x4_KHR:s.COMPRESSED_RGBA_ASTC_4x4_KHR;if(i===Eh)return o===ce?s.COMPRESSED_SRGB8_ALPHA8_ASTC_5x4_KHR:s.COMPRESSED_RGBA_ASTC_5x4_KHR;if(i===Ch)return o===ce?s.COMPRESSED_SRGB8_ALPHA8_ASTC_5x5_KHR:s.COMPRESSED_RGBA_ASTC_5x5_KHR;if(i===Rh)return o===ce?s.COMPRESSED_SRGB8_ALPHA8_ASTC_6x5_KHR:s.COMPRESSED_RGBA_ASTC_6x5_KHR;if(i===Ih)return o===ce?s.COMPRESSED_SRGB8_ALPHA8_ASTC_6x6_KHR:s.COMPRESSED_RGBA_ASTC_6x6_KHR;if(i===Ph)return o===ce?s.COMPRESSED_SRGB8_ALPHA8_ASTC_8x5_KHR:s.COMPRESSED_RGBA_ASTC_8x5_KHR;if(i===Lh)return o===ce?s.COMPRESSED_SRGB8_ALPHA8_ASTC_8x6_KHR:s.COMPRESSED_RGBA_ASTC_8x6_KHR;if(i===Nh)return o===ce?s.COMPRESSED_SRGB8_ALPHA8_ASTC_8x8_KHR:s.COMPRESSED_RGBA_ASTC_8x8_KHR;if(i===Dh)return o===ce?s.COMPRESSED_SRGB8_ALPHA8_ASTC_10x5_KHR:s.COMPRESSED_RGBA_ASTC_10x5_KHR;if(i===Uh)return o===ce?s.COMPRESSED_SRGB8_ALPHA8_ASTC_10x6_KHR:s.COMPRESSED_RGBA_ASTC_10x6_KHR;if(i===Fh)return o===ce?s.COMPRESSED_SRGB8_ALPHA8_ASTC_10x8_KHR:s.COMPRESSED_RGBA_ASTC_10x8_KHR;if(i===Oh)return o===ce?s.COMPRESSED_SRGB8_ALPHA8_ASTC_10x10_KHR:s.COMPRESSED_RGBA_ASTC_10x10_KHR;if(i===Bh)return o===ce?s.COMPRESSED_SRGB8_ALPHA8_ASTC_12x10_KHR:s.COMPRESSED_RGBA_ASTC_12x10_KHR;if(i===kh)return o===ce?s.COMPRESSED_SRGB8_ALPHA8_ASTC_12x12_KHR:s.COMPRESSED_RGBA_ASTC_12x12_KHR}else return null;if(i===zh||i===Gh||i===Vh)if(s=t.get("EXT_texture_compression_bptc"),s!==null){if(i===zh)return o===ce?s.COMPRESSED_SRGB_ALPHA_BPTC_UNORM_EXT:s.COMPRESSED_RGBA_BPTC_UNORM_EXT;if(i===Gh)return s.COMPRESSED_RGB_BPTC_SIGNED_FLOAT_EXT;if(i===Vh)return s.COMPRESSED_RGB_BPTC_UNSIGNED_FLOAT_EXT}else return null;if(i===Hh||i===Wh||i===il||i===$h)if(s=t.get("EXT_texture_compression_rgtc"),s!==null){if(i===Hh)return s.COMPRESSED_RED_RGTC1_EXT;if(i===Wh)return s.COMPRESSED_SIGNED_RED_RGTC1_EXT;if(i===il)return s.COMPRESSED_RED_GREEN_RGTC2_EXT;if(i===$h)return s.COMPRESSED_SIGNED_RED_GREEN_RGTC2_EXT}else return null;return i===Js?e.UNSIGNED_INT_24_8:e[i]!==void 0?e[i]:null}return{convert:n}}var e4=`
void main() {

	gl_Position = vec4( position, 1.0 );

}`,n4=`
uniform sampler2DArray depthColor;
uniform float depthWidth;
uniform float depthHeight;

void main() {

	vec2 coord = vec2( gl_FragCoord.x / depthWidth, gl_FragCoord.y / depthHeight );

	if ( coord.x >= 1.0 ) {

		gl_FragDepth = texture( depthColor, vec3( coord.x - 1.0, coord.y, 1 ) ).r;

	} else {

		gl_FragDepth = texture( depthColor, vec3( coord.x, coord.y, 0 ) ).r;

	}

}`,V_=class{constructor(){this.texture=null,this.mesh=null,this.depthNear=0,this.depthFar=0}init(t,n){if(this.texture===null){let i=new Vc(t.texture);(t.depthNear!==n.depthNear||t.depthFar!==n.depthFar)&&(this.depthNear=t.depthNear,this.depthFar=t.depthFar),this.texture=i}}getMesh(t){if(this.texture!==null&&this.mesh===null){let n=t.cameras[0].viewport,i=new Xi({vertexShader:e4,fragmentShader:n4,uniforms:{depthColor:{value:this.texture},depthWidth:{value:n.z},depthHeight:{value:n.w}}});this.mesh=new ii(new Hc(20,20),i)}return this.mesh}reset(){this.texture=null,this.mesh=null}getDepthTexture(){return this.texture}},H_=class extends Hi{constructor(t,n){super();let i=this,r=null,s=1,o=null,a="local-floor",c=1,l=null,u=null,h=null,f=null,d=null,p=null,y=typeof XRWebGLBinding<"u",m=new V_,g={},x=n.getContextAttributes(),S=null,v=null,T=[],b=[],_=new ne,M=null,I=null,C=new Ln;C.viewport=new ve;let E=new Ln;E.viewport=new ve;let N=[C,E],B=new sh,P=null,L=null;this.cameraAutoUpdate=!0,this.enabled=!1,this.isPresenting=!1,this.getController=function(W){let ot=T[W];return ot===void 0&&(ot=new da,T[W]=ot),ot.getTargetRaySpace()},this.getControllerGrip=function(W){let ot=T[W];return ot===void 0&&(ot=new da,T[W]=ot),ot.getGripSpace()},this.getHand=function(W){let ot=T[W];return ot===void 0&&(ot=new da,T[W]=ot),ot.getHandSpace()};function z(W){let ot=b.indexOf(W.inputSource);if(ot===-1)return;let ut=T[ot];ut!==void 0&&(ut.update(W.inputSource,W.frame,l||o),ut.dispatchEvent({type:W.type,data:W.inputSource}))}function k(){r.removeEventListener("select",z),r.removeEventListener("selectstart",z),r.removeEventListener("selectend",z),r.removeEventListener("squeeze",z),r.removeEventListener("squeezestart",z),r.removeEventListener("squeezeend",z),r.removeEventListener("end",k),r.removeEventListener("inputsourceschange",Y);for(let W=0;W<T.length;W++){let ot=b[W];ot!==null&&(b[W]=null,T[W].disconnect(ot))}P=null,L=null,m.reset();for(let W in g)delete g[W];if(t.setRenderTarget(S),d=null,f=null,h=null,r=null,v=null,ct.stop(),i.isPresenting=!1,t.setPixelRatio(M),t.setSize(_.width,_.height,!1),I!==null){let W=I.camera;W.fov=I.fov,W.zoom=I.zoom,W.updateProjectionMatrix(),I=null}i.dispatchEvent({type:"sessionend"})}this.setFramebufferScaleFactor=function(W){s=W,i.isPresenting===!0&&Ut("WebXRManager: Cannot change framebuffer scale while presenting.")},this.setReferenceSpaceType=function(W){a=W,i.isPresenting===!0&&Ut("WebXRManager: Cannot change reference space type while presenting.")},this.getReferenceSpace=function(){return l||o},this.setReferenceSpace=function(W){l=W},this.getBaseLayer=function(){return f!==null?f:d},this.getBinding=function(){return h===null&&y&&(h=new XRWebGLBinding(r,n)),h},this.getFrame=function(){return p},this.getSession=function(){return r},this.setSession=async function(W){if(r=W,r!==null){if(S=t.getRenderTarget(),r.addEventListener("select",z),r.addEventListener("selectstart",z),r.addEventListener("selectend",z),r.addEventListener("squeeze",z),r.addEventListener("squeezestart",z),r.addEventListener("squeezeend",z),r.addEventListener("end",k),r.addEventListener("inputsourceschange",Y),x.xrCompatible!==!0&&await n.makeXRCompatible(),M=t.getPixelRatio(),t.getSize(_),y&&"createProjectionLayer"in XRWebGLBinding.prototype){let ut=null,st=null,at=null;x.depth&&(at=x.stencil?n.DEPTH24_STENCIL8:n.DEPTH_COMPONENT24,ut=x.stencil?Er:Sr,st=x.stencil?Js:mi);let J={colorFormat:n.RGBA8,depthFormat:at,scaleFactor:s};h=this.getBinding(),f=h.createProjectionLayer(J),r.updateRenderState({layers:[f]}),t.setPixelRatio(1),t.setSize(f.textureWidth,f.textureHeight,!1),v=new Nn(f.textureWidth,f.textureHeight,{format:yi,type:Sn,depthTexture:new Tr(f.textureWidth,f.textureHeight,st,void 0,void 0,void 0,void 0,void 0,void 0,ut),stencilBuffer:x.stencil,colorSpace:t.outputColorSpace,samples:x.antialias?4:0,resolveDepthBuffer:f.ignoreDepthValues===!1,resolveStencilBuffer:f.ignoreDepthValues===!1,storeMultisampledDepthBuffer:f.ignoreDepthValues===!1,storeMultisampledStencilBuffer:f.ignoreDepthValues===!1})}else{let ut={antialias:x.antialias,alpha:!0,depth:x.depth,stencil:x.stencil,framebufferScaleFactor:s};d=new XRWebGLLayer(r,n,ut),r.updateRenderState({baseLayer:d}),t.setPixelRatio(1),t.setSize(d.framebufferWidth,d.framebufferHeight,!1),v=new Nn(d.framebufferWidth,d.framebufferHeight,{format:yi,type:Sn,colorSpace:t.outputColorSpace,stencilBuffer:x.stencil,resolveDepthBuffer:d.ignoreDepthValues===!1,resolveStencilBuffer:d.ignoreDepthValues===!1,storeMultisampledDepthBuffer:d.ignoreDepthValues===!1,storeMultisampledStencilBuffer:d.ignoreDepthValues===!1})}v.isXRRenderTarget=!0,this.setFoveation(c),l=null,o=await r.requestReferenceSpace(a),ct.setContext(r),ct.start(),i.isPresenting=!0,i.dispatchEvent({type:"sessionstart"})}},this.getEnvironmentBlendMode=function(){if(r!==null)return r.environmentBlendMode},this.getDepthTexture=function(){return m.getDepthTexture()};function Y(W){for(let ot=0;ot<W.removed.length;ot++){let ut=W.removed[ot],st=b.indexOf(ut);st>=0&&(b[st]=null,T[st].disconnect(ut))}for(let ot=0;ot<W.added.length;ot++){let ut=W.added[ot],st=b.indexOf(ut);if(st===-1){for(let J=0;J<T.length;J++)if(J>=b.length){b.push(ut),st=J;break}else if(b[J]===null){b[J]=ut,st=J;break}if(st===-1)break}let at=T[st];at&&at.connect(ut)}}function U(W,ot){ot===null?W.matrixWorld.copy(W.matrix):W.matrixWorld.multiplyMatrices(ot.matrixWorld,W.matrix),W.matrixWorldInverse.copy(W.matrixWorld).invert()}this.updateCamera=function(W){if(r===null)return;let ot=W.near,ut=W.far;m.texture!==null&&(m.depthNear>0&&(ot=m.depthNear),m.depthFar>0&&(ut=m.depthFar)),B.near=E.near=C.near=ot,B.far=E.far=C.far=ut,(P!==B.near||L!==B.far)&&(r.updateRenderState({depthNear:B.near,depthFar:B.far}),P=B.near,L=B.far),B.layers.mask=W.layers.mask|6,C.layers.mask=B.layers.mask&-5,E.layers.mask=B.layers.mask&-3;let st=W.parent,at=B.cameras;U(B,st);for(let J=0;J<at.length;J++)U(at[J],st);B.projectionMatrix.copy(C.projectionMatrix),B.projectionMatrixInverse.copy(C.projectionMatrixInverse),I===null&&W.isPerspectiveCamera&&(I={camera:W,fov:W.fov,zoom:W.zoom}),G(W,B,st)};function G(W,ot,ut){ut===null?W.matrix.copy(ot.matrixWorld):(W.matrix.copy(ut.matrixWorld),W.matrix.invert(),W.matrix.multiply(ot.matrixWorld)),W.matrix.decompose(W.position,W.quaternion,W.scale),W.updateMatrixWorld(!0),W.projectionMatrix.copy(ot.projectionMatrix),W.projectionMatrixInverse.copy(ot.projectionMatrixInverse),W.isPerspectiveCamera&&(W.fov=Of*2*Math.atan(1/W.projectionMatrix.elements[5]),W.zoom=1)}this.getCamera=function(){return B},this.getFoveation=function(){if(!(f===null&&d===null))return c},this.setFoveation=function(W){c=W,f!==null&&(f.fixedFoveation=W),d!==null&&d.fixedFoveation!==void 0&&(d.fixedFoveation=W)},this.hasDepthSensing=function(){return m.texture!==null},this.getDepthSensingMesh=function(){return m.getMesh(B)},this.getCameraTexture=function(W){return g[W]};let X=null;function rt(W,ot){if(u=ot.getViewerPose(l||o),p=ot,u!==null){let ut=u.views;d!==null&&(t.setRenderTargetFramebuffer(v,d.framebuffer),t.setRenderTarget(v));let st=!1;ut.length!==B.cameras.length&&(B.cameras.length=0,st=!0);for(let lt=0;lt<ut.length;lt++){let K=ut[lt],Lt=null;if(d!==null)Lt=d.getViewport(K);else{let zt=h.getViewSubImage(f,K);Lt=zt.viewport,lt===0&&(t.setRenderTargetTextures(v,zt.colorTexture,zt.depthStencilTexture),t.setRenderTarget(v))}let Mt=N[lt];Mt===void 0&&(Mt=new Ln,Mt.layers.enable(lt),Mt.viewport=new ve,N[lt]=Mt),Mt.matrix.fromArray(K.transform.matrix),Mt.matrix.decompose(Mt.position,Mt.quaternion,Mt.scale),Mt.projectionMatrix.fromArray(K.projectionMatrix),Mt.projectionMatrixInverse.copy(Mt.projectionMatrix).invert(),Mt.viewport.set(Lt.x,Lt.y,Lt.width,Lt.height),lt===0&&(B.matrix.copy(Mt.matrix),B.matrix.decompose(B.position,B.quaternion,B.scale)),st===!0&&B.cameras.push(Mt)}let at=r.enabledFeatures;if(at&&at.includes("depth-sensing")&&r.depthUsage=="gpu-optimized"&&y){h=i.getBinding();let lt=h.getDepthInformation(ut[0]);lt&&lt.isValid&&lt.texture&&m.init(lt,r.renderState)}if(at&&at.includes("camera-access")&&y){t.state.unbindTexture(),h=i.getBinding();for(let lt=0;lt<ut.length;lt++){let K=ut[lt].camera;if(K){let Lt=g[K];Lt||(Lt=new Vc,g[K]=Lt);let Mt=h.getCameraImage(K);Lt.sourceTexture=Mt}}}}for(let ut=0;ut<T.length;ut++){let st=b[ut],at=T[ut];st!==null&&at!==void 0&&at.update(st,ot,l||o)}X&&X(W,ot),ot.detectedPlanes&&i.dispatchEvent({type:"planesdetected",data:ot}),p=null}let ct=new _A;ct.setAnimationLoop(rt),this.setAnimationLoop=function(W){X=W},this.dispose=function(){}}},i4=new xe,EA=new Ot;EA.set(-1,0,0,0,1,0,0,0,1);function r4(e,t){function n(m,g){m.matrixAutoUpdate===!0&&m.updateMatrix(),g.value.copy(m.matrix)}function i(m,g){g.color.getRGB(m.fogColor.value,I_(e)),g.isFog?(m.fogNear.value=g.near,m.fogFar.value=g.far):g.isFogExp2&&(m.fogDensity.value=g.density)}function r(m,g,x,S,v){g.isNodeMaterial?g.uniformsNeedUpdate=!1:g.isMeshBasicMaterial?s(m,g):g.isMeshLambertMaterial?(s(m,g),g.envMap&&(m.envMapIntensity.value=g.envMapIntensity)):g.isMeshToonMaterial?(s(m,g),h(m,g)):g.isMeshPhongMaterial?(s(m,g),u(m,g),g.envMap&&(m.envMapIntensity.value=g.envMapIntensity)):g.isMeshStandardMaterial?(s(m,g),f(m,g),g.isMeshPhysicalMaterial&&d(m,g,v)):g.isMeshMatcapMaterial?(s(m,g),p(m,g)):g.isMeshDepthMaterial?s(m,g):g.isMeshDistanceMaterial?(s(m,g),y(m,g)):g.isMeshNormalMaterial?s(m,g):g.isLineBasicMaterial?(o(m,g),g.isLineDashedMaterial&&a(m,g)):g.isPointsMaterial?c(m,g,x,S):g.isSpriteMaterial?l(m,g):g.isShadowMaterial?(m.color.value.copy(g.color),m.opacity.value=g.opacity):g.isShaderMaterial&&(g.uniformsNeedUpdate=!1)}function s(m,g){m.opacity.value=g.opacity,g.color&&m.diffuse.value.copy(g.color),g.emissive&&m.emissive.value.copy(g.emissive).multiplyScalar(g.emissiveIntensity),g.map&&(m.map.value=g.map,n(g.map,m.mapTransform)),g.alphaMap&&(m.alphaMap.value=g.alphaMap,n(g.alphaMap,m.alphaMapTransform)),g.bumpMap&&(m.bumpMap.value=g.bumpMap,n(g.bumpMap,m.bumpMapTransform),m.bumpScale.value=g.bumpScale,g.side===gn&&(m.bumpScale.value*=-1)),g.normalMap&&(m.normalMap.value=g.normalMap,n(g.normalMap,m.normalMapTransform),m.normalScale.value.copy(g.normalScale),g.side===gn&&m.normalScale.value.negate()),g.displacementMap&&(m.displacementMap.value=g.displacementMap,n(g.displacementMap,m.displacementMapTransform),m.displacementScale.value=g.displacementScale,m.displacementBias.value=g.displacementBias),g.emissiveMap&&(m.emissiveMap.value=g.emissiveMap,n(g.emissiveMap,m.emissiveMapTransform)),g.specularMap&&(m.specularMap.value=g.specularMap,n(g.specularMap,m.specularMapTransform)),g.alphaTest>0&&(m.alphaTest.value=g.alphaTest);let x=t.get(g),S=x.envMap,v=x.envMapRotation;S&&(m.envMap.value=S,m.envMapRotation.value.setFromMatrix4(i4.makeRotationFromEuler(v)).transpose(),S.isCubeTexture&&S.isRenderTargetTexture===!1&&m.envMapRotation.value.premultiply(EA),m.reflectivity.value=g.reflectivity,m.ior.value=g.ior,m.refractionRatio.value=g.refractionRatio),g.lightMap&&(m.lightMap.value=g.lightMap,m.lightMapIntensity.value=g.lightMapIntensity,n(g.lightMap,m.lightMapTransform)),g.aoMap&&(m.aoMap.value=g.aoMap,m.aoMapIntensity.value=g.aoMapIntensity,n(g.aoMap,m.aoMapTransform))}function o(m,g){m.diffuse.value.copy(g.color),m.opacity.value=g.opacity,g.map&&(m.map.value=g.map,n(g.map,m.mapTransform))}function a(m,g){m.dashSize.value=g.dashSize,m.totalSize.value=g.dashSize+g.gapSize,m.scale.value=g.scale}function c(m,g,x,S){m.diffuse.value.copy(g.color),m.opacity.value=g.opacity,m.size.value=g.size*x,m.scale.value=S*.5,g.map&&(m.map.value=g.map,n(g.map,m.uvTransform)),g.alphaMap&&(m.alphaMap.value=g.alphaMap,n(g.alphaMap,m.alphaMapTransform)),g.alphaTest>0&&(m.alphaTest.value=g.alphaTest)}function l(m,g){m.diffuse.value.copy(g.color),m.opacity.value=g.opacity,m.rotation.value=g.rotation,g.map&&(m.map.value=g.map,n(g.map,m.mapTransform)),g.alphaMap&&(m.alphaMap.value=g.alphaMap,n(g.alphaMap,m.alphaMapTransform)),g.alphaTest>0&&(m.alphaTest.value=g.alphaTest)}function u(m,g){m.specular.value.copy(g.specular),m.shininess.value=Math.max(g.shininess,1e-4)}function h(m,g){g.gradientMap&&(m.gradientMap.value=g.gradientMap)}function f(m,g){m.metalness.value=g.metalness,g.metalnessMap&&(m.metalnessMap.value=g.metalnessMap,n(g.metalnessMap,m.metalnessMapTransform)),m.roughness.value=g.roughness,g.roughnessMap&&(m.roughnessMap.value=g.roughnessMap,n(g.roughnessMap,m.roughnessMapTransform)),g.envMap&&(m.envMapIntensity.value=g.envMapIntensity)}function d(m,g,x){m.ior.value=g.ior,g.diffuseRoughness>0&&(m.diffuseRoughness.value=g.diffuseRoughness,g.diffuseRoughnessMap&&(m.diffuseRoughnessMap.value=g.diffuseRoughnessMap,n(g.diffuseRoughnessMap,m.diffuseRoughnessMapTransform))),g.sheen>0&&(m.sheenColor.value.copy(g.sheenColor).multiplyScalar(g.sheen),m.sheenRoughness.value=g.sheenRoughness,g.sheenColorMap&&(m.sheenColorMap.value=g.sheenColorMap,n(g.sheenColorMap,m.sheenColorMapTransform)),g.sheenRoughnessMap&&(m.sheenRoughnessMap.value=g.sheenRoughnessMap,n(g.sheenRoughnessMap,m.sheenRoughnessMapTransform))),g.clearcoat>0&&(m.clearcoat.value=g.clearcoat,m.clearcoatRoughness.value=g.clearcoatRoughness,g.clearcoatMap&&(m.clearcoatMap.value=g.clearcoatMap,n(g.clearcoatMap,m.clearcoatMapTransform)),g.clearcoatRoughnessMap&&(m.clearcoatRoughnessMap.value=g.clearcoatRoughnessMap,n(g.clearcoatRoughnessMap,m.clearcoatRoughnessMapTransform)),g.clearcoatNormalMap&&(m.clearcoatNormalMap.value=g.clearcoatNormalMap,n(g.clearcoatNormalMap,m.clearcoatNormalMapTransform),m.clearcoatNormalScale.value.copy(g.clearcoatNormalScale),g.side===gn&&m.clearcoatNormalScale.value.negate())),g.dispersion>0&&(m.dispersion.value=g.dispersion),g.retroreflectivity>0&&(m.retroreflectivity.value=g.retroreflectivity),g.iridescence>0&&(m.iridescence.value=g.iridescence,m.iridescenceIOR.value=g.iridescenceIOR,m.iridescenceThicknessMinimum.value=g.iridescenceThicknessMinimum,m.iridescenceThicknessMaximum.value=g.iridescenceThicknessMaximum,g.iridescenceMap&&(m.iridescenceMap.value=g.iridescenceMap,n(g.iridescenceMap,m.iridescenceMapTransform)),g.iridescenceThicknessMap&&(m.iridescenceThicknessMap.value=g.iridescenceThicknessMap,n(g.iridescenceThicknessMap,m.iridescenceThicknessMapTransform))),g.transmission>0&&(m.transmission.value=g.transmission,m.transmissionSamplerMap.value=x.texture,m.transmissionSamplerSize.value.set(x.width,x.height),g.transmissionMap&&(m.transmissionMap.value=g.transmissionMap,n(g.transmissionMap,m.transmissionMapTransform)),m.thickness.value=g.thickness,g.thicknessMap&&(m.thicknessMap.value=g.thicknessMap,n(g.thicknessMap,m.thicknessMapTransform)),m.attenuationDistance.value=g.attenuationDistance,m.attenuationColor.value.copy(g.attenuationColor)),g.anisotropy>0&&(m.anisotropyVector.value.set(g.anisotropy*Math.cos(g.anisotropyRotation),g.anisotropy*Math.sin(g.anisotropyRotation)),g.anisotropyMap&&(m.anisotropyMap.value=g.anisotropyMap,n(g.anisotropyMap,m.anisotropyMapTransform))),m.specularIntensity.value=g.specularIntensity,m.specularColor.value.copy(g.specularColor),g.specularColorMap&&(m.specularColorMap.value=g.specularColorMap,n(g.specularColorMap,m.specularColorMapTransform)),g.specularIntensityMap&&(m.specularIntensityMap.value=g.specularIntensityMap,n(g.specularIntensityMap,m.specularIntensityMapTransform))}function p(m,g){g.matcap&&(m.matcap.value=g.matcap)}function y(m,g){let x=t.get(g).light;m.referencePosition.value.setFromMatrixPosition(x.matrixWorld),m.nearDistance.value=x.shadow.camera.near,m.farDistance.value=x.shadow.camera.far}return{refreshFogUniforms:i,refreshMaterialUniforms:r}}function s4(e,t,n,i){let r={},s={};function o(x,S){let v=S.program;i.uniformBlockBinding(x,v,r[x.id])}function a(x,S){let v=r[x.id];v===void 0&&(p(x),v=c(x),r[x.id]=v,x.addEventListener("dispose",m));let T=S.program;i.updateUBOMapping(x,T);let b=t.render.frame;s[x.id]!==b&&(l(x),s[x.id]=b)}function c(x){let S=e.createBuffer(),v=x.__size,T=x.usage;return e.bindBuffer(e.UNIFORM_BUFFER,S),e.bufferData(e.UNIFORM_BUFFER,v,T),e.bindBuffer(e.UNIFORM_BUFFER,null),S}function l(x){let S=r[x.id],v=x.uniforms,T=x.__cache;e.bindBuffer(e.UNIFORM_BUFFER,S);for(let b=0,_=v.length;b<_;b++){let M=v[b];if(Array.isArray(M))for(let I=0,C=M.length;I<C;I++)u(M[I],b,I,T);else u(M,b,0,T)}e.bindBuffer(e.UNIFORM_BUFFER,null)}function u(x,S,v,T){if(f(x,S,v,T)===!0){let b=x.__offset,_=x.value;if(Array.isArray(_)){let M=0;for(let I=0;I<_.length;I++){let C=_[I],E=y(C,!0);h(C,x.__data,M),M+=E.storage/Float32Array.BYTES_PER_ELEMENT}}else h(_,x.__data,0);e.bufferSubData(e.UNIFORM_BUFFER,b,x.__data)}}function h(x,S,v){typeof x=="number"||typeof x=="boolean"?S[v]=x:x.isMatrix3?(S[v]=x.elements[0],S[v+1]=x.elements[1],S[v+2]=x.elements[2],S[v+3]=0,S[v+4]=x.elements[3],S[v+5]=x.elements[4],S[v+6]=x.elements[5],S[v+7]=0,S[v+8]=x.elements[6],S[v+9]=x.elements[7],S[v+10]=x.elements[8],S[v+11]=0):ArrayBuffer.isView(x)?S.set(x.subarray(0,S.length-v),v):x.toArray(S,v)}function f(x,S,v,T){let b=x.value,_=S+"_"+v;if(Array.isArray(b)){T[_]===void 0&&(T[_]=[]);let M=T[_],I=!1;for(let C=0;C<b.length;C++)d(b[C],M,C)===!0&&(I=!0);return I}return d(b,T,_)}function d(x,S,v){if(S[v]===void 0)return typeof x=="number"||typeof x=="boolean"?S[v]=x:ArrayBuffer.isView(x)?S[v]=x.slice():S[v]=x.clone(),!0;{let T=S[v];if(typeof x=="number"||typeof x=="boolean"){if(T!==x)return S[v]=x,!0}else{if(ArrayBuffer.isView(x))return!0;if(T.equals(x)===!1)return T.copy(x),!0}}return!1}function p(x){let S=x.uniforms,v=0,T=16;for(let _=0,M=S.length;_<M;_++){let I=Array.isArray(S[_])?S[_]:[S[_]];for(let C=0,E=I.length;C<E;C++){let N=I[C],B=Array.isArray(N.value)?N.value:[N.value],P=Array.isArray(S[_])||Array.isArray(N.value),L=v;for(let k=0,Y=B.length;k<Y;k++){let U=B[k],G=y(U,P),X=v%T,rt=X%G.boundary,ct=X+rt;v+=rt,ct!==0&&T-ct<G.storage&&(v+=T-ct),k===0&&(L=v),v+=G.storage}let z=N.type==="int"?Int32Array:N.type==="uint"?Uint32Array:Float32Array;N.__data=new z((v-L)/Float32Array.BYTES_PER_ELEMENT),N.__offset=L}}let b=v%T;return b>0&&(v+=T-b),x.__size=v,x.__cache={},this}function y(x,S){let v={boundary:0,storage:0};return typeof x=="number"||typeof x=="boolean"?(v.boundary=4,v.storage=4):x.isVector2?(v.boundary=8,v.storage=8):x.isVector3||x.isColor?(v.boundary=16,v.storage=12):x.isVector4?(v.boundary=16,v.storage=16):x.isMatrix3?(v.boundary=16,v.storage=48):x.isMatrix4?(v.boundary=16,v.storage=64):x.isTexture?Ut("WebGLRenderer: Texture samplers can not be part of an uniforms group."):ArrayBuffer.isView(x)?(v.boundary=16,v.storage=x.byteLength):Ut("WebGLRenderer: Unsupported uniform value type.",x),S===!0&&(v.boundary=16,v.storage=Math.ceil(v.storage/16)*16),v}function m(x){let S=x.target;S.removeEventListener("dispose",m),e.deleteBuffer(r[S.id]),delete r[S.id],delete s[S.id]}function g(){for(let x in r)e.deleteBuffer(r[x]);r={},s={}}return{bind:o,update:a,dispose:g}}var o4=new Uint16Array([12469,15057,12620,14925,13266,14620,13807,14376,14323,13990,14545,13625,14713,13328,14840,12882,14931,12528,14996,12233,15039,11829,15066,11525,15080,11295,15085,10976,15082,10705,15073,10495,13880,14564,13898,14542,13977,14430,14158,14124,14393,13732,14556,13410,14702,12996,14814,12596,14891,12291,14937,11834,14957,11489,14958,11194,14943,10803,14921,10506,14893,10278,14858,9960,14484,14039,14487,14025,14499,13941,14524,13740,14574,13468,14654,13106,14743,12678,14818,12344,14867,11893,14889,11509,14893,11180,14881,10751,14852,10428,14812,10128,14765,9754,14712,9466,14764,13480,14764,13475,14766,13440,14766,13347,14769,13070,14786,12713,14816,12387,14844,11957,14860,11549,14868,11215,14855,10751,14825,10403,14782,10044,14729,9651,14666,9352,14599,9029,14967,12835,14966,12831,14963,12804,14954,12723,14936,12564,14917,12347,14900,11958,14886,11569,14878,11247,14859,10765,14828,10401,14784,10011,14727,9600,14660,9289,14586,8893,14508,8533,15111,12234,15110,12234,15104,12216,15092,12156,15067,12010,15028,11776,14981,11500,14942,11205,14902,10752,14861,10393,14812,9991,14752,9570,14682,9252,14603,8808,14519,8445,14431,8145,15209,11449,15208,11451,15202,11451,15190,11438,15163,11384,15117,11274,15055,10979,14994,10648,14932,10343,14871,9936,14803,9532,14729,9218,14645,8742,14556,8381,14461,8020,14365,7603,15273,10603,15272,10607,15267,10619,15256,10631,15231,10614,15182,10535,15118,10389,15042,10167,14963,9787,14883,9447,14800,9115,14710,8665,14615,8318,14514,7911,14411,7507,14279,7198,15314,9675,15313,9683,15309,9712,15298,9759,15277,9797,15229,9773,15166,9668,15084,9487,14995,9274,14898,8910,14800,8539,14697,8234,14590,7790,14479,7409,14367,7067,14178,6621,15337,8619,15337,8631,15333,8677,15325,8769,15305,8871,15264,8940,15202,8909,15119,8775,15022,8565,14916,8328,14804,8009,14688,7614,14569,7287,14448,6888,14321,6483,14088,6171,15350,7402,15350,7419,15347,7480,15340,7613,15322,7804,15287,7973,15229,8057,15148,8012,15046,7846,14933,7611,14810,7357,14682,7069,14552,6656,14421,6316,14251,5948,14007,5528,15356,5942,15356,5977,15353,6119,15348,6294,15332,6551,15302,6824,15249,7044,15171,7122,15070,7050,14949,6861,14818,6611,14679,6349,14538,6067,14398,5651,14189,5311,13935,4958,15359,4123,15359,4153,15356,4296,15353,4646,15338,5160,15311,5508,15263,5829,15188,6042,15088,6094,14966,6001,14826,5796,14678,5543,14527,5287,14377,4985,14133,4586,13869,4257,15360,1563,15360,1642,15358,2076,15354,2636,15341,3350,15317,4019,15273,4429,15203,4732,15105,4911,14981,4932,14836,4818,14679,4621,14517,4386,14359,4156,14083,3795,13808,3437,15360,122,15360,137,15358,285,15355,636,15344,1274,15322,2177,15281,2765,15215,3223,15120,3451,14995,3569,14846,3567,14681,3466,14511,3305,14344,3121,14037,2800,13753,2467,15360,0,15360,1,15359,21,15355,89,15346,253,15325,479,15287,796,15225,1148,15133,1492,15008,1749,14856,1882,14685,1886,14506,1783,14324,1608,13996,1398,13702,1183]),Yi=null;function a4(){return Yi===null&&(Yi=new Hf(o4,16,16,os,_i),Yi.name="DFG_LUT",Yi.minFilter=mn,Yi.magFilter=mn,Yi.wrapS=Vi,Yi.wrapT=Vi,Yi.generateMipmaps=!1,Yi.needsUpdate=!0),Yi}var Jh=class{constructor(t={}){let{canvas:n=GT(),context:i=null,depth:r=!0,stencil:s=!1,alpha:o=!1,antialias:a=!1,premultipliedAlpha:c=!0,preserveDrawingBuffer:l=!1,powerPreference:u="default",failIfMajorPerformanceCaveat:h=!1,reversedDepthBuffer:f=!1,outputBufferType:d=Sn}=t;this.isWebGLRenderer=!0;let p;if(i!==null){if(typeof WebGLRenderingContext<"u"&&i instanceof WebGLRenderingContext)throw new Error("THREE.WebGLRenderer: WebGL 1 is not supported since r163.");p=i.getContextAttributes().alpha}else p=o;let y=d,m=new Set([mh,ph,dh]),g=new Set([Sn,mi,va,Js,fh,hh]),x=new Uint32Array(4),S=new Int32Array(4),v={textures:[],min:[],max:[],resolution:[]},T=null,b=null,_=[],M=[],I=null;this.domElement=n,this.debug={checkShaderErrors:!0,diagnostics:{keywords:!1},onShaderError:null},this.autoClear=!0,this.autoClearColor=!0,this.autoClearDepth=!0,this.autoClearStencil=!0,this.sortObjects=!0,this.clippingPlanes=[],this.localClippingEnabled=!1,this.toneMapping=qi,this.toneMappingExposure=1,this.transmissionResolutionScale=1;let C=this,E=!1,N=null,B=null,P=null,L=null;this._outputColorSpace=pn;let z=0,k=0,Y=null,U=-1,G=null,X=new ve,rt=new ve,ct=null,W=new Kt(0),ot=0,ut=n.width,st=n.height,at=1,J=null,yt=null,lt=new ve(0,0,ut,st),K=new ve(0,0,ut,st),Lt=!1,Mt=new es,zt=new Wf,$t=!1,ue=!1,oe=new xe,Qe=new Z,Be=new ve,Un={background:null,fog:null,environment:null,overrideMaterial:null,isScene:!0},Fn=!1;function On(){return Y===null?at:1}let O=i;function Bn(A,F){return n.getContext(A,F)}let _e,ye,St,Le,Dt,Bt,R,w,H,ft,nt,pt,vt,j,tt,gt,D,et,Q,_t,dt,mt,Pt;try{let A={alpha:!0,depth:r,stencil:s,antialias:a,premultipliedAlpha:c,preserveDrawingBuffer:l,powerPreference:u,failIfMajorPerformanceCaveat:h};if("setAttribute"in n&&n.setAttribute("data-engine",`three.js r${"187"}`),n.addEventListener("webglcontextlost",Nt,!1),n.addEventListener("webglcontextrestored",Xt,!1),n.addEventListener("webglcontextcreationerror",wt,!1),O===null){let F="webgl2";if(O=Bn(F,A),O===null)throw Bn(F)?new Error("THREE.WebGLRenderer: Error creating WebGL context with your selected attributes."):new Error("THREE.WebGLRenderer: Error creating WebGL context.")}qt()}catch(A){throw n.removeEventListener("webglcontextlost",Nt,!1),n.removeEventListener("webglcontextrestored",Xt,!1),n.removeEventListener("webglcontextcreationerror",wt,!1),Ft("WebGLRenderer: "+A.message),A}function qt(){_e=new yF(O),_e.init(),dt=new t4(O,_e),ye=new aF(O,_e,t,dt),St=new QO(O,_e),ye.reversedDepthBuffer&&f&&St.buffers.depth.setReversed(!0),B=O.createFramebuffer(),P=O.createFramebuffer(),L=O.createFramebuffer(),Le=new bF(O),Dt=new BO,Bt=new jO(O,_e,St,Dt,ye,dt,Le),R=new _F(C),w=new SN(O),mt=new sF(O,w),H=new xF(O,w,Le,mt),ft=new SF(O,H,w,mt,Le),et=new MF(O,ye,Bt),tt=new cF(Dt),nt=new OO(C,R,_e,ye,mt,tt),pt=new r4(C,Dt),vt=new zO,j=new XO(_e),D=new rF(C,R,St,ft,p,c),gt=new KO(C,ft,ye),Pt=new s4(O,Le,ye,St),Q=new oF(O,_e,Le),_t=new vF(O,_e,Le),Le.programs=nt.programs,C.capabilities=ye,C.extensions=_e,C.properties=Dt,C.renderLists=vt,C.shadowMap=gt,C.state=St,C.info=Le}y!==Sn&&(I=new TF(y,n.width,n.height,a,r,s));let ht=new H_(C,O);this.xr=ht,this.getContext=function(){return O},this.getContextAttributes=function(){return O.getContextAttributes()},this.forceContextLoss=function(){let A=_e.get("WEBGL_lose_context");A&&A.loseContext()},this.forceContextRestore=function(){let A=_e.get("WEBGL_lose_context");A&&A.restoreContext()},this.getPixelRatio=function(){return at},this.setPixelRatio=function(A){A!==void 0&&(at=A,this.setSize(ut,st,!1))},this.getSize=function(A){return A.set(ut,st)},this.setSize=function(A,F,q=!0){if(ht.isPresenting){Ut("WebGLRenderer: Can't change size while VR device is presenting.");return}ut=A,st=F,n.width=Math.floor(A*at),n.height=Math.floor(F*at),q===!0&&(n.style.width=A+"px",n.style.height=F+"px"),I!==null&&I.setSize(n.width,n.height),this.setViewport(0,0,A,F)},this.getDrawingBufferSize=function(A){return A.set(ut*at,st*at).floor()},this.setDrawingBufferSize=function(A,F,q){ut=A,st=F,at=q,n.width=Math.floor(A*q),n.height=Math.floor(F*q),this.setViewport(0,0,A,F)},this.setEffects=function(A){if(y===Sn){Ft("WebGLRenderer: setEffects() requires outputBufferType set to HalfFloatType or FloatType.");return}if(A){for(let F=0;F<A.length;F++)if(A[F].isOutputPass===!0){Ut("WebGLRenderer: OutputPass is not needed in setEffects(). Tone mapping and color space conversion are applied automatically.");break}}I.setEffects(A||[])},this.getCurrentViewport=function(A){return A.copy(X)},this.getViewport=function(A){return A.copy(lt)},this.setViewport=function(A,F,q,V){A.isVector4?lt.set(A.x,A.y,A.z,A.w):lt.set(A,F,q,V),St.viewport(X.copy(lt).multiplyScalar(On()).round())},this.getScissor=function(A){return A.copy(K)},this.setScissor=function(A,F,q,V){A.isVector4?K.set(A.x,A.y,A.z,A.w):K.set(A,F,q,V),St.scissor(rt.copy(K).multiplyScalar(On()).round())},this.getScissorTest=function(){return Lt},this.setScissorTest=function(A){St.setScissorTest(Lt=A)},this.setOpaqueSort=function(A){J=A},this.setTransparentSort=function(A){yt=A},this.getClearColor=function(A){return A.copy(D.getClearColor())},this.setClearColor=function(){D.setClearColor(...arguments)},this.getClearAlpha=function(){return D.getClearAlpha()},this.setClearAlpha=function(){D.setClearAlpha(...arguments)},this.clear=function(A=!0,F=!0,q=!0){let V=0;if(A){let $=!1;if(Y!==null){let bt=Y.texture.format;$=m.has(bt)}if($){let bt=Y.texture.type,Et=g.has(bt),xt=D.getClearColor(),At=D.getClearAlpha(),It=xt.r,kt=xt.g,Qt=xt.b;Et?(x[0]=It,x[1]=kt,x[2]=Qt,x[3]=At,O.clearBufferuiv(O.COLOR,0,x)):(S[0]=It,S[1]=kt,S[2]=Qt,S[3]=At,O.clearBufferiv(O.COLOR,0,S))}else V|=O.COLOR_BUFFER_BIT}F&&(V|=O.DEPTH_BUFFER_BIT,this.state.buffers.depth.setMask(!0)),q&&(V|=O.STENCIL_BUFFER_BIT,this.state.buffers.stencil.setMask(4294967295)),V!==0&&O.clear(V)},this.clearColor=function(){this.clear(!0,!1,!1)},this.clearDepth=function(){this.clear(!1,!0,!1)},this.clearStencil=function(){this.clear(!1,!1,!0)},this.setNodesHandler=function(A){A.setRenderer(this),N=A},this.dispose=function(){n.removeEventListener("webglcontextlost",Nt,!1),n.removeEventListener("webglcontextrestored",Xt,!1),n.removeEventListener("webglcontextcreationerror",wt,!1),D.dispose(),vt.dispose(),j.dispose(),Bt.dispose(),Dt.dispose(),R.dispose(),ft.dispose(),H.dispose(),mt.dispose(),Pt.dispose(),nt.dispose(),ht.dispose(),ht.removeEventListener("sessionstart",Y_),ht.removeEventListener("sessionend",Z_),as.stop()};function Nt(A){A.preventDefault(),C_("WebGLRenderer: Context Lost."),E=!0}function Xt(){C_("WebGLRenderer: Context Restored."),E=!1;let A=Le.autoReset,F=gt.enabled,q=gt.autoUpdate,V=gt.needsUpdate,$=gt.type;qt(),Le.autoReset=A,gt.enabled=F,gt.autoUpdate=q,gt.needsUpdate=V,gt.type=$}function wt(A){Ft("WebGLRenderer: A WebGL context could not be created. Reason: ",A.statusMessage)}function le(A){let F=A.target;F.removeEventListener("dispose",le),ke(F)}function ke(A){Rr(A),Dt.remove(A)}function Rr(A){let F=Dt.get(A).programs;F!==void 0&&(F.forEach(function(q){nt.releaseProgram(q)}),A.isShaderMaterial&&nt.releaseShaderCache(A))}this.renderBufferDirect=function(A,F,q,V,$,bt){F===null&&(F=Un);let Et=$.isMesh&&$.matrixWorld.determinantAffine()<0,xt=NA(A,F,q,V,$);St.setMaterial(V,Et);let At=q.index,It=1;if(V.wireframe===!0){if(At=H.getWireframeAttribute(q),At===void 0)return;It=2}let kt=q.drawRange,Qt=q.attributes.position,Ct=kt.start*It,jt=(kt.start+kt.count)*It;bt!==null&&(Ct=Math.max(Ct,bt.start*It),jt=Math.min(jt,(bt.start+bt.count)*It)),At!==null?(Ct=Math.max(Ct,0),jt=Math.min(jt,At.count)):Qt!=null&&(Ct=Math.max(Ct,0),jt=Math.min(jt,Qt.count));let Ie=jt-Ct;if(Ie<0||Ie===1/0)return;mt.setup($,V,xt,q,At);let me,he=Q;if(At!==null&&(me=w.get(At),he=_t,he.setIndex(me)),$.isMesh)V.wireframe===!0?(St.setLineWidth(V.wireframeLinewidth*On()),he.setMode(O.LINES)):he.setMode(O.TRIANGLES);else if($.isLine){let je=V.linewidth;je===void 0&&(je=1),St.setLineWidth(je*On()),$.isLineSegments?he.setMode(O.LINES):$.isLineLoop?he.setMode(O.LINE_LOOP):he.setMode(O.LINE_STRIP)}else $.isPoints?he.setMode(O.POINTS):$.isSprite&&he.setMode(O.TRIANGLES);if($.isBatchedMesh)if(_e.get("WEBGL_multi_draw"))he.renderMultiDraw($._multiDrawStarts,$._multiDrawCounts,$._multiDrawCount);else{let je=$._multiDrawStarts,Rt=$._multiDrawCounts,on=$._multiDrawCount,se=At?w.get(At).bytesPerElement:1,cs=Dt.get(V).currentProgram.getUniforms();for(let tn=0;tn<on;tn++)cs.setValue(O,"_gl_DrawID",tn),he.render(je[tn]/se,Rt[tn])}else if($.isInstancedMesh)he.renderInstances(Ct,Ie,$.count);else if(q.isInstancedBufferGeometry){let je=q._maxInstanceCount!==void 0?q._maxInstanceCount:1/0,Rt=Math.min(q.instanceCount,je);he.renderInstances(Ct,Ie,Rt)}else he.render(Ct,Ie)};function q_(A,F,q,V){N!==null&&A.isNodeMaterial&&N.setObject(V,A),$t===!0&&tt.setState(A,q,!1),A.transparent===!0&&A.side===ri&&A.forceSinglePass===!1?(A.side=gn,A.needsUpdate=!0,wa(A,F,V),A.side=ss,A.needsUpdate=!0,wa(A,F,V),A.side=ri):wa(A,F,V)}this.compile=function(A,F,q=null){q===null&&(q=A),N!==null&&N.renderStart(A,F,q),b=j.get(q),b.init(F),M.push(b),q.traverseVisible(function($){$.isLight&&$.layers.test(F.layers)&&(b.pushLight($),$.castShadow&&b.pushShadow($))}),A!==q&&A.traverseVisible(function($){$.isLight&&$.layers.test(F.layers)&&(b.pushLight($),$.castShadow&&b.pushShadow($))}),b.setupLights(),N!==null&&N.updateLights(b.state.lightsArray),ue=this.localClippingEnabled,$t=tt.init(this.clippingPlanes,ue),$t===!0&&tt.setGlobalState(this.clippingPlanes,F),N!==null&&gt.render(b.state.shadowsArray,q,F);let V=new Set;return A.traverse(function($){if(!($.isMesh||$.isPoints||$.isLine||$.isSprite))return;let bt=$.material;if(bt)if(Array.isArray(bt))for(let Et=0;Et<bt.length;Et++){let xt=bt[Et];q_(xt,q,F,$),V.add(xt)}else q_(bt,q,F,$),V.add(bt)}),b=M.pop(),N!==null&&N.renderEnd(),V},this.compileAsync=function(A,F,q=null){let V=this.compile(A,F,q);return new Promise($=>{function bt(){if(V.forEach(function(Et){let At=Dt.get(Et).currentProgram;(At===void 0||At.isReady())&&V.delete(Et)}),V.size===0){$(A);return}setTimeout(bt,10)}_e.get("KHR_parallel_shader_compile")!==null?bt():setTimeout(bt,10)})};let ed=null;function PA(A){ed&&ed(A)}function Y_(){as.stop()}function Z_(){as.start()}let as=new _A;as.setAnimationLoop(PA),typeof self<"u"&&as.setContext(self),this.setAnimationLoop=function(A){ed=A,ht.setAnimationLoop(A),A===null?as.stop():as.start()},ht.addEventListener("sessionstart",Y_),ht.addEventListener("sessionend",Z_),this.render=function(A,F){if(F!==void 0&&F.isCamera!==!0){Ft("WebGLRenderer.render: camera is not an instance of THREE.Camera.");return}if(E===!0)return;N!==null&&N.renderStart(A,F);let q=ht.enabled===!0&&ht.isPresenting===!0,V=I!==null&&(Y===null||q)&&I.begin(C,Y);if(A.matrixWorldAutoUpdate===!0&&A.updateMatrixWorld(),F.parent===null&&F.matrixWorldAutoUpdate===!0&&F.updateMatrixWorld(),ht.enabled===!0&&ht.isPresenting===!0&&(I===null||I.isCompositing()===!1)&&(ht.cameraAutoUpdate===!0&&ht.updateCamera(F),F=ht.getCamera()),A.isScene===!0&&A.onBeforeRender(C,A,F,Y),b=j.get(A,M.length),b.init(F),b.state.textureUnits=Bt.getTextureUnits(),M.push(b),oe.multiplyMatrices(F.projectionMatrix,F.matrixWorldInverse),F.isArrayCamera?zt.setFromArrayCamera(F):Mt.setFromProjectionMatrix(oe,ei,F.reversedDepth),ue=this.localClippingEnabled,$t=tt.init(this.clippingPlanes,ue),T=vt.get(A,_.length),T.init(),_.push(T),this.info.render.frame++,ht.enabled===!0&&ht.isPresenting===!0){let Et=C.xr.getDepthSensingMesh();Et!==null&&nd(Et,F,-1/0,C.sortObjects)}nd(A,F,0,C.sortObjects),T.finish(),N!==null&&N.updateLights(b.state.lightsArray),C.sortObjects===!0&&T.sort(J,yt),Fn=ht.enabled===!1||ht.isPresenting===!1||ht.hasDepthSensing()===!1,Fn&&D.addToRenderList(T,A),this.info.autoReset===!0&&this.info.reset(),$t===!0&&tt.beginShadows();let $=b.state.shadowsArray;if(gt.render($,A,F),$t===!0&&tt.endShadows(),(V&&I.hasRenderPass())===!1){let Et=T.opaque,xt=T.transmissive;if(b.setupLights(),F.isArrayCamera){let At=F.cameras;if(xt.length>0)for(let It=0,kt=At.length;It<kt;It++){let Qt=At[It];K_(Et,xt,A,Qt)}Fn&&D.render(A);for(let It=0,kt=At.length;It<kt;It++){let Qt=At[It];J_(T,A,Qt,Qt.viewport)}}else xt.length>0&&K_(Et,xt,A,F),Fn&&D.render(A),J_(T,A,F)}Y!==null&&k===0&&(Bt.updateMultisampleRenderTarget(Y),Bt.updateRenderTargetMipmap(Y)),V&&I.end(C),A.isScene===!0&&A.onAfterRender(C,A,F),mt.resetDefaultState(),U=-1,G=null,M.pop(),M.length>0?(b=M[M.length-1],Bt.setTextureUnits(b.state.textureUnits),$t===!0&&tt.setGlobalState(C.clippingPlanes,b.state.camera)):b=null,_.pop(),_.length>0?T=_[_.length-1]:T=null,N!==null&&N.renderEnd()};function nd(A,F,q,V){if(A.visible===!1)return;if(A.layers.test(F.layers)){if(A.isGroup)q=A.renderOrder;else if(A.isLOD)A.autoUpdate===!0&&A.update(F);else if(A.isLight)b.pushLight(A),A.castShadow&&b.pushShadow(A);else if(A.isSprite){let Et=F.isArrayCamera?zt:Mt;if(!A.frustumCulled||A.intersectsFrustum(Et)){V&&Be.setFromMatrixPosition(A.matrixWorld).applyMatrix4(oe);let xt=ft.update(A),At=A.material;At.visible&&T.push(A,xt,At,q,Be.z,null,F)}}else if(A.isMesh||A.isLine||A.isPoints){let Et=F.isArrayCamera?zt:Mt;if(!A.frustumCulled||A.intersectsFrustum(Et)){let xt=ft.update(A),At=A.material;if(V&&(A.boundingSphere!==void 0?(A.boundingSphere===null&&A.computeBoundingSphere(),Be.copy(A.boundingSphere.center)):(xt.boundingSphere===null&&xt.computeBoundingSphere(),Be.copy(xt.boundingSphere.center)),Be.applyMatrix4(A.matrixWorld).applyMatrix4(oe)),Array.isArray(At)){let It=xt.groups;for(let kt=0,Qt=It.length;kt<Qt;kt++){let Ct=It[kt],jt=At[Ct.materialIndex];jt&&jt.visible&&T.push(A,xt,jt,q,Be.z,Ct,F)}}else At.visible&&T.push(A,xt,At,q,Be.z,null,F)}}}let bt=A.children;for(let Et=0,xt=bt.length;Et<xt;Et++)nd(bt[Et],F,q,V)}function J_(A,F,q,V){let{opaque:$,transmissive:bt,transparent:Et}=A;b.setupLightsView(q),$t===!0&&tt.setGlobalState(C.clippingPlanes,q),V&&St.viewport(X.copy(V)),$.length>0&&ll($,F,q),bt.length>0&&ll(bt,F,q),Et.length>0&&ll(Et,F,q),St.buffers.depth.setTest(!0),St.buffers.depth.setMask(!0),St.buffers.color.setMask(!0),St.setPolygonOffset(!1)}function K_(A,F,q,V){if((q.isScene===!0?q.overrideMaterial:null)!==null)return;if(b.state.transmissionRenderTarget[V.id]===void 0){let Ct=_e.has("EXT_color_buffer_half_float")||_e.has("EXT_color_buffer_float");b.state.transmissionRenderTarget[V.id]=new Nn(1,1,{generateMipmaps:!0,type:Ct?_i:Sn,minFilter:Ar,samples:Math.max(4,ye.samples),stencilBuffer:s,resolveDepthBuffer:!1,resolveStencilBuffer:!1,storeMultisampledDepthBuffer:!1,storeMultisampledStencilBuffer:!1,colorSpace:te.workingColorSpace})}let bt=b.state.transmissionRenderTarget[V.id],Et=V.viewport||X;bt.setSize(Et.z*C.transmissionResolutionScale,Et.w*C.transmissionResolutionScale);let xt=C.getRenderTarget(),At=C.getActiveCubeFace(),It=C.getActiveMipmapLevel();C.setRenderTarget(bt),C.getClearColor(W),ot=C.getClearAlpha(),ot<1&&C.setClearColor(16777215,.5),C.clear(),Fn&&D.render(q);let kt=C.toneMapping;C.toneMapping=qi;let Qt=V.viewport;if(V.viewport!==void 0&&(V.viewport=void 0),b.setupLightsView(V),$t===!0&&tt.setGlobalState(C.clippingPlanes,V),ll(A,q,V),Bt.updateMultisampleRenderTarget(bt),Bt.updateRenderTargetMipmap(bt),_e.has("WEBGL_multisampled_render_to_texture")===!1){let Ct=!1;for(let jt=0,Ie=F.length;jt<Ie;jt++){let me=F[jt],{object:he,geometry:je,material:Rt,group:on}=me;if(Rt.side===ri&&he.layers.test(V.layers)){let se=Rt.side;Rt.side=gn,Rt.needsUpdate=!0,Q_(he,q,V,je,Rt,on),Rt.side=se,Rt.needsUpdate=!0,Ct=!0}}Ct===!0&&(Bt.updateMultisampleRenderTarget(bt),Bt.updateRenderTargetMipmap(bt))}C.setRenderTarget(xt,At,It),C.setClearColor(W,ot),Qt!==void 0&&(V.viewport=Qt),C.toneMapping=kt}function ll(A,F,q){let V=F.isScene===!0?F.overrideMaterial:null;for(let $=0,bt=A.length;$<bt;$++){let Et=A[$],{object:xt,geometry:At,group:It}=Et,kt=Et.material;kt.allowOverride===!0&&V!==null&&(kt=V),xt.layers.test(q.layers)&&Q_(xt,F,q,At,kt,It)}}function Q_(A,F,q,V,$,bt){N!==null&&$.isNodeMaterial&&N.setObject(A,$),A.onBeforeRender(C,F,q,V,$,bt),A.modelViewMatrix.multiplyMatrices(q.matrixWorldInverse,A.matrixWorld),A.normalMatrix.getNormalMatrix(A.modelViewMatrix),$.onBeforeRender(C,F,q,V,A,bt),$.transparent===!0&&$.side===ri&&$.forceSinglePass===!1?($.side=gn,$.needsUpdate=!0,C.renderBufferDirect(q,F,V,$,A,bt),$.side=ss,$.needsUpdate=!0,C.renderBufferDirect(q,F,V,$,A,bt),$.side=ri):C.renderBufferDirect(q,F,V,$,A,bt),A.onAfterRender(C,F,q,V,$,bt)}function j_(A){let F=0;for(let q of A)q.texture!==null&&F++;return F}function wa(A,F,q){F.isScene!==!0&&(F=Un);let V=Dt.get(A),$=b.state.lights,bt=b.state.shadowsArray,Et=$.state.version,xt=nt.getParameters(A,$.state,bt,F,q,b.state.lightProbeGridArray),At=nt.getProgramCacheKey(xt),It=V.programs;V.environment=A.isMeshStandardMaterial||A.isMeshLambertMaterial||A.isMeshPhongMaterial?F.environment:null,V.fog=F.fog;let kt=A.isMeshStandardMaterial||A.isMeshLambertMaterial&&!A.envMap||A.isMeshPhongMaterial&&!A.envMap;V.envMap=R.get(A.envMap||V.environment,kt),V.envMapRotation=V.environment!==null&&A.envMap===null?F.environmentRotation:A.envMapRotation,It===void 0&&(A.addEventListener("dispose",le),It=new Map,V.programs=It,V.programVariants=new Map);let Qt=It.get(At);if(Qt!==void 0){if(V.currentProgram===Qt&&V.lightsStateVersion===Et)return ey(A,xt),Qt}else xt.uniforms=nt.getUniforms(A),N!==null&&A.isNodeMaterial&&N.build(A,q,xt),A.onBeforeCompile(xt,C),Qt=nt.acquireProgram(xt,At),It.set(At,Qt),V.uniforms=xt.uniforms;let Ct=V.uniforms;return(!A.isShaderMaterial&&!A.isRawShaderMaterial||A.clipping===!0)&&(Ct.clippingPlanes=tt.uniform),ey(A,xt),V.needsLights=UA(A),V.lightsStateVersion=Et,V.needsLights&&(Ct.ambientLightColor.value=$.state.ambient,Ct.lightProbe.value=$.state.probe,Ct.sunLights.value=$.state.sun,Ct.sunLightShadows.value=$.state.sunShadow,Ct.directionalLights.value=$.state.directional,Ct.directionalLightShadows.value=$.state.directionalShadow,Ct.spotLights.value=$.state.spot,Ct.spotLightShadows.value=$.state.spotShadow,Ct.rectAreaLights.value=$.state.rectArea,Ct.ltc_1.value=$.state.rectAreaLTC1,Ct.ltc_2.value=$.state.rectAreaLTC2,Ct.pointLights.value=$.state.point,Ct.pointLightShadows.value=$.state.pointShadow,Ct.hemisphereLights.value=$.state.hemi,Ct.sunShadowMatrix.value=$.state.sunShadowMatrix,Ct.sunShadowCascade.value=$.state.sunShadowCascade,Ct.directionalShadowMatrix.value=$.state.directionalShadowMatrix,Ct.spotLightMatrix.value=$.state.spotLightMatrix,Ct.spotLightMap.value=$.state.spotLightMap,Ct.pointShadowMatrix.value=$.state.pointShadowMatrix),V.numLightProbeGrids=j_(b.state.lightProbeGridArray),V.currentProgram=Qt,V.uniformsList=null,Qt}function LA(A,F,q,V,$){let bt=Dt.get(A),Et=bt.currentProgram.id+","+V+","+$,xt=bt.programVariants.get(Et);return xt===void 0?(xt=wa(A,F,q),bt.programVariants.set(Et,xt)):(bt.currentProgram=xt,bt.uniformsList=null,bt.outputColorSpace=V,bt.toneMapping=$),xt}function ty(A){if(A.uniformsList===null){let F=A.currentProgram.getUniforms();A.uniformsList=ba.seqWithValue(F.seq,A.uniforms)}return A.uniformsList}function ey(A,F){let q=Dt.get(A);q.outputColorSpace=F.outputColorSpace,q.batching=F.batching,q.batchingColor=F.batchingColor,q.instancing=F.instancing,q.instancingColor=F.instancingColor,q.instancingMorph=F.instancingMorph,q.skinning=F.skinning,q.morphTargets=F.morphTargets,q.morphNormals=F.morphNormals,q.morphColors=F.morphColors,q.morphTargetsCount=F.morphTargetsCount,q.numClippingPlanes=F.numClippingPlanes,q.numIntersection=F.numClipIntersection,q.vertexAlphas=F.vertexAlphas,q.vertexTangents=F.vertexTangents,q.toneMapping=F.toneMapping}function NA(A,F,q,V,$){F.isScene!==!0&&(F=Un),Bt.resetTextureUnits();let bt=F.fog,Et=V.isMeshStandardMaterial||V.isMeshLambertMaterial||V.isMeshPhongMaterial?F.environment:null,xt=Y===null?C.outputColorSpace:Y.isXRRenderTarget===!0?Y.texture.colorSpace:te.workingColorSpace,At=V.isMeshStandardMaterial||V.isMeshLambertMaterial&&!V.envMap||V.isMeshPhongMaterial&&!V.envMap,It=R.get(V.envMap||Et,At),kt=V.vertexColors===!0&&!!q.attributes.color&&q.attributes.color.itemSize===4,Qt=!!q.attributes.tangent&&(!!V.normalMap||V.anisotropy>0),Ct=!!q.morphAttributes.position,jt=!!q.morphAttributes.normal,Ie=!!q.morphAttributes.color,me=qi;V.toneMapped&&(Y===null||Y.isXRRenderTarget===!0)&&(me=C.toneMapping);let he=q.morphAttributes.position||q.morphAttributes.normal||q.morphAttributes.color,je=he!==void 0?he.length:0,Rt=Dt.get(V),on=b.state.lights;if($t===!0&&(ue===!0||A!==G)){let be=A===G&&V.id===U;tt.setState(V,A,be)}let se=!1,cs=!1;V.version===Rt.__version?Rt.needsLights&&Rt.lightsStateVersion!==on.state.version||$.isBatchedMesh&&Rt.batching===!1||!$.isBatchedMesh&&Rt.batching===!0||$.isBatchedMesh&&Rt.batchingColor===!0&&$._colorsTexture===null||$.isBatchedMesh&&Rt.batchingColor===!1&&$._colorsTexture!==null||$.isInstancedMesh&&Rt.instancing===!1||!$.isInstancedMesh&&Rt.instancing===!0||$.isSkinnedMesh&&Rt.skinning===!1||!$.isSkinnedMesh&&Rt.skinning===!0||$.isInstancedMesh&&Rt.instancingColor===!0&&$.instanceColor===null||$.isInstancedMesh&&Rt.instancingColor===!1&&$.instanceColor!==null||$.isInstancedMesh&&Rt.instancingMorph===!0&&$.morphTexture===null||$.isInstancedMesh&&Rt.instancingMorph===!1&&$.morphTexture!==null||Rt.envMap!==It||V.fog===!0&&Rt.fog!==bt||Rt.numClippingPlanes!==void 0&&(Rt.numClippingPlanes!==tt.numPlanes||Rt.numIntersection!==tt.numIntersection)||Rt.vertexAlphas!==kt||Rt.vertexTangents!==Qt||Rt.morphTargets!==Ct||Rt.morphNormals!==jt||Rt.morphColors!==Ie||Rt.morphTargetsCount!==je||Rt.numLightProbeGrids!==j_(b.state.lightProbeGridArray)?se=!0:(Rt.outputColorSpace!==xt||Rt.toneMapping!==me)&&(cs=!0):(se=!0,Rt.__version=V.version);let tn=Rt.currentProgram;(se===!0||cs===!0)&&(tn=cs===!0?LA(V,F,$,xt,me):wa(V,F,$),N&&V.isNodeMaterial&&N.onUpdateProgram(V,tn,Rt));let ul=!1,Ir=!1,ls=!1,ie=tn.getUniforms(),Ze=Rt.uniforms;if(St.useProgram(tn.program)&&(ul=!0,Ir=!0,ls=!0),V.id!==U&&(U=V.id,Ir=!0),ul||G!==A){St.buffers.depth.getReversed()&&A.reversedDepth!==!0&&(A._reversedDepth=!0,A.updateProjectionMatrix()),ie.setValue(O,"projectionMatrix",A.projectionMatrix),ie.setValue(O,"viewMatrix",A.matrixWorldInverse);let ze=ie.map.cameraPosition;ze!==void 0&&ze.setValue(O,Qe.setFromMatrixPosition(A.matrixWorld)),ye.logarithmicDepthBuffer&&ie.setValue(O,"logDepthBufFC",2/(Math.log(A.far+1)/Math.LN2)),(V.isMeshPhongMaterial||V.isMeshToonMaterial||V.isMeshLambertMaterial||V.isMeshBasicMaterial||V.isMeshStandardMaterial||V.isShaderMaterial)&&ie.setValue(O,"isOrthographic",A.isOrthographicCamera===!0),G!==A&&(G=A,Ir=!0,ls=!0)}if(Rt.needsLights&&(on.state.sunShadowMap.length>0&&ie.setValue(O,"sunShadowMap",on.state.sunShadowMap,Bt),on.state.directionalShadowMap.length>0&&ie.setValue(O,"directionalShadowMap",on.state.directionalShadowMap,Bt),on.state.spotShadowMap.length>0&&ie.setValue(O,"spotShadowMap",on.state.spotShadowMap,Bt),on.state.pointShadowMap.length>0&&ie.setValue(O,"pointShadowMap",on.state.pointShadowMap,Bt)),$.isSkinnedMesh){ie.setOptional(O,$,"bindMatrix"),ie.setOptional(O,$,"bindMatrixInverse");let be=$.skeleton;be&&(be.boneTexture===null&&be.computeBoneTexture(),ie.setValue(O,"boneTexture",be.boneTexture,Bt))}$.isBatchedMesh&&(ie.setOptional(O,$,"batchingTexture"),ie.setValue(O,"batchingTexture",$._matricesTexture,Bt),ie.setOptional(O,$,"batchingIdTexture"),ie.setValue(O,"batchingIdTexture",$._indirectTexture,Bt),ie.setOptional(O,$,"batchingColorTexture"),$._colorsTexture!==null&&ie.setValue(O,"batchingColorTexture",$._colorsTexture,Bt));let si=q.morphAttributes;if((si.position!==void 0||si.normal!==void 0||si.color!==void 0)&&et.update($,q,tn),(Ir||Rt.receiveShadow!==$.receiveShadow)&&(Rt.receiveShadow=$.receiveShadow,ie.setValue(O,"receiveShadow",$.receiveShadow)),(V.isMeshStandardMaterial||V.isMeshLambertMaterial||V.isMeshPhongMaterial)&&V.envMap===null&&F.environment!==null&&(Ze.envMapIntensity.value=F.environmentIntensity),Ze.dfgLUT!==void 0&&(Ze.dfgLUT.value=a4()),Ir){if(ie.setValue(O,"toneMappingExposure",C.toneMappingExposure),Rt.needsLights&&DA(Ze,ls),bt&&V.fog===!0&&pt.refreshFogUniforms(Ze,bt),pt.refreshMaterialUniforms(Ze,V,at,st,b.state.transmissionRenderTarget[A.id]),Rt.needsLights&&Rt.numLightProbeGrids>0){let be=v,ze=0;for(let Ji of b.state.lightProbeGridArray)Ji.texture!==null&&(be.textures[ze]=Ji.texture,be.min[ze]=Ji.boundingBox.min,be.max[ze]=Ji.boundingBox.max,be.resolution[ze]=Ji.resolution,ze++);for(let Ji in be)be[Ji].length=ze;Ze.probesSH.value=be.textures,Ze.probesMin.value=be.min,Ze.probesMax.value=be.max,Ze.probesResolution.value=be.resolution}ba.upload(O,ty(Rt),Ze,Bt)}if(V.isShaderMaterial&&V.uniformsNeedUpdate===!0&&(ba.upload(O,ty(Rt),Ze,Bt),V.uniformsNeedUpdate=!1),V.isSpriteMaterial&&ie.setValue(O,"center",$.center),ie.setValue(O,"modelViewMatrix",$.modelViewMatrix),ie.setValue(O,"normalMatrix",$.normalMatrix),ie.setValue(O,"modelMatrix",$.matrixWorld),V.uniformsGroups!==void 0){let be=V.uniformsGroups;for(let ze=0,Ji=be.length;ze<Ji;ze++){let iy=be[ze];Pt.update(iy,tn),Pt.bind(iy,tn)}}return tn}function DA(A,F){A.ambientLightColor.needsUpdate=F,A.lightProbe.needsUpdate=F,A.sunLights.needsUpdate=F,A.sunLightShadows.needsUpdate=F,A.directionalLights.needsUpdate=F,A.directionalLightShadows.needsUpdate=F,A.pointLights.needsUpdate=F,A.pointLightShadows.needsUpdate=F,A.spotLights.needsUpdate=F,A.spotLightShadows.needsUpdate=F,A.rectAreaLights.needsUpdate=F,A.hemisphereLights.needsUpdate=F}function UA(A){return A.isMeshLambertMaterial||A.isMeshToonMaterial||A.isMeshPhongMaterial||A.isMeshStandardMaterial||A.isShadowMaterial||A.isShaderMaterial&&A.lights===!0}this.getActiveCubeFace=function(){return z},this.getActiveMipmapLevel=function(){return k},this.getRenderTarget=function(){return Y},this.setRenderTargetTextures=function(A,F,q){let V=Dt.get(A);V.__autoAllocateDepthBuffer=A.resolveDepthBuffer===!1,V.__autoAllocateDepthBuffer===!1&&(V.__useRenderToTexture=!1),Dt.get(A.texture).__webglTexture=F,Dt.get(A.depthTexture).__webglTexture=V.__autoAllocateDepthBuffer?void 0:q,V.__hasExternalTextures=!0},this.setRenderTargetFramebuffer=function(A,F){let q=Dt.get(A);q.__webglFramebuffer=F,q.__useDefaultFramebuffer=F===void 0},this.setRenderTarget=function(A,F=0,q=0){Y=A,z=F,k=q;let V=null,$=!1,bt=!1;if(A){let xt=Dt.get(A);if(xt.__useDefaultFramebuffer!==void 0){St.bindFramebuffer(O.FRAMEBUFFER,xt.__webglFramebuffer),X.copy(A.viewport),rt.copy(A.scissor),ct=A.scissorTest,St.viewport(X),St.scissor(rt),St.setScissorTest(ct),U=-1;return}else if(xt.__webglFramebuffer===void 0)Bt.setupRenderTarget(A);else if(xt.__hasExternalTextures)Bt.rebindTextures(A,Dt.get(A.texture).__webglTexture,Dt.get(A.depthTexture).__webglTexture);else if(A.depthBuffer){let kt=A.depthTexture;if(xt.__boundDepthTexture!==kt){if(kt!==null&&Dt.has(kt)&&(A.width!==kt.image.width||A.height!==kt.image.height))throw new Error("THREE.WebGLRenderer: Attached DepthTexture is initialized to the incorrect size.");Bt.setupDepthRenderbuffer(A)}}let At=A.texture;(At.isData3DTexture||At.isDataArrayTexture||At.isCompressedArrayTexture)&&(bt=!0);let It=Dt.get(A).__webglFramebuffer;A.isWebGLCubeRenderTarget?(Array.isArray(It[F])?V=It[F][q]:V=It[F],$=!0):A.samples>0&&Bt.useMultisampledRTT(A)===!1?V=Dt.get(A).__webglMultisampledFramebuffer:Array.isArray(It)?V=It[q]:V=It,X.copy(A.viewport),rt.copy(A.scissor),ct=A.scissorTest}else X.copy(lt).multiplyScalar(at).floor(),rt.copy(K).multiplyScalar(at).floor(),ct=Lt;if(q!==0&&(V=B),St.bindFramebuffer(O.FRAMEBUFFER,V)&&St.drawBuffers(A,V),St.viewport(X),St.scissor(rt),St.setScissorTest(ct),$){let xt=Dt.get(A.texture);O.framebufferTexture2D(O.FRAMEBUFFER,O.COLOR_ATTACHMENT0,O.TEXTURE_CUBE_MAP_POSITIVE_X+F,xt.__webglTexture,q)}else if(bt){let xt=F;for(let At=0;At<A.textures.length;At++){let It=Dt.get(A.textures[At]);O.framebufferTextureLayer(O.FRAMEBUFFER,O.COLOR_ATTACHMENT0+At,It.__webglTexture,q,xt)}}else if(A!==null&&q!==0){let xt=Dt.get(A.texture);O.framebufferTexture2D(O.FRAMEBUFFER,O.COLOR_ATTACHMENT0,O.TEXTURE_2D,xt.__webglTexture,q)}U=-1};function ny(A){let F=Dt.get(A);return(F.__readFormat!==A.format||F.__readType!==A.type)&&(F.__readFormat=A.format,F.__readType=A.type,F.__formatReadable=ye.textureFormatReadable(A.format),F.__typeReadable=ye.textureTypeReadable(A.type)),F}this.readRenderTargetPixels=function(A,F,q,V,$,bt,Et,xt=0){if(!(A&&A.isWebGLRenderTarget)){Ft("WebGLRenderer.readRenderTargetPixels: renderTarget is not THREE.WebGLRenderTarget.");return}let At=Dt.get(A).__webglFramebuffer;if(A.isWebGLCubeRenderTarget&&Et!==void 0&&(At=At[Et],Array.isArray(At)&&(At=At[0])),At){St.bindFramebuffer(O.FRAMEBUFFER,At);try{let It=A.textures[xt],kt=It.format,Qt=It.type;A.textures.length>1&&O.readBuffer(O.COLOR_ATTACHMENT0+xt);let Ct=ny(It);if(Ct.__formatReadable===!1){Ft("WebGLRenderer.readRenderTargetPixels: renderTarget is not in RGBA or implementation defined format.");return}if(Ct.__typeReadable===!1){Ft("WebGLRenderer.readRenderTargetPixels: renderTarget is not in UnsignedByteType or implementation defined type.");return}F>=0&&F<=A.width-V&&q>=0&&q<=A.height-$&&O.readPixels(F,q,V,$,dt.convert(kt),dt.convert(Qt),bt)}finally{let It=Y!==null?Dt.get(Y).__webglFramebuffer:null;St.bindFramebuffer(O.FRAMEBUFFER,It)}}},this.readRenderTargetPixelsAsync=async function(A,F,q,V,$,bt,Et,xt=0){if(!(A&&A.isWebGLRenderTarget))throw new Error("THREE.WebGLRenderer.readRenderTargetPixels: renderTarget is not THREE.WebGLRenderTarget.");let At=Dt.get(A).__webglFramebuffer;if(A.isWebGLCubeRenderTarget&&Et!==void 0&&(At=At[Et],Array.isArray(At)&&(At=At[0])),At)if(F>=0&&F<=A.width-V&&q>=0&&q<=A.height-$){St.bindFramebuffer(O.FRAMEBUFFER,At);let It=A.textures[xt],kt=It.format,Qt=It.type;A.textures.length>1&&O.readBuffer(O.COLOR_ATTACHMENT0+xt);let Ct=ny(It);if(Ct.__formatReadable===!1)throw new Error("THREE.WebGLRenderer.readRenderTargetPixelsAsync: renderTarget is not in RGBA or implementation defined format.");if(Ct.__typeReadable===!1)throw new Error("THREE.WebGLRenderer.readRenderTargetPixelsAsync: renderTarget is not in UnsignedByteType or implementation defined type.");let jt=O.createBuffer();O.bindBuffer(O.PIXEL_PACK_BUFFER,jt),O.bufferData(O.PIXEL_PACK_BUFFER,bt.byteLength,O.STREAM_READ),O.readPixels(F,q,V,$,dt.convert(kt),dt.convert(Qt),0),O.bindBuffer(O.PIXEL_PACK_BUFFER,null);let Ie=Y!==null?Dt.get(Y).__webglFramebuffer:null;St.bindFramebuffer(O.FRAMEBUFFER,Ie);let me=O.fenceSync(O.SYNC_GPU_COMMANDS_COMPLETE,0);return O.flush(),await HT(O,me,4),O.bindBuffer(O.PIXEL_PACK_BUFFER,jt),O.getBufferSubData(O.PIXEL_PACK_BUFFER,0,bt),O.bindBuffer(O.PIXEL_PACK_BUFFER,null),O.deleteBuffer(jt),O.deleteSync(me),bt}else throw new Error("THREE.WebGLRenderer.readRenderTargetPixelsAsync: requested read bounds are out of range.")},this.copyFramebufferToTexture=function(A,F=null,q=0){let V=Math.pow(2,-q),$=Math.floor(A.image.width*V),bt=Math.floor(A.image.height*V),Et=F!==null?F.x:0,xt=F!==null?F.y:0;Bt.setTexture2D(A,0),O.copyTexSubImage2D(O.TEXTURE_2D,q,0,0,Et,xt,$,bt),St.unbindTexture()},this.copyTextureToTexture=function(A,F,q=null,V=null,$=0,bt=0){let Et,xt,At,It,kt,Qt,Ct,jt,Ie,me=A.isCompressedTexture?A.mipmaps[bt]:A.image;if(q!==null)Et=q.max.x-q.min.x,xt=q.max.y-q.min.y,At=q.isBox3?q.max.z-q.min.z:1,It=q.min.x,kt=q.min.y,Qt=q.isBox3?q.min.z:0;else{let ie=Math.pow(2,-$);Et=Math.floor(me.width*ie),xt=Math.floor(me.height*ie),A.isDataArrayTexture?At=me.depth:A.isData3DTexture?At=Math.floor(me.depth*ie):At=1,It=0,kt=0,Qt=0}V!==null?(Ct=V.x,jt=V.y,Ie=V.z):(Ct=0,jt=0,Ie=0);let he=dt.convert(F.format),je=dt.convert(F.type),Rt;F.isData3DTexture?(Bt.setTexture3D(F,0),Rt=O.TEXTURE_3D):F.isDataArrayTexture||F.isCompressedArrayTexture?(Bt.setTexture2DArray(F,0),Rt=O.TEXTURE_2D_ARRAY):(Bt.setTexture2D(F,0),Rt=O.TEXTURE_2D),St.activeTexture(O.TEXTURE0),St.pixelStorei(O.UNPACK_FLIP_Y_WEBGL,F.flipY),St.pixelStorei(O.UNPACK_PREMULTIPLY_ALPHA_WEBGL,F.premultiplyAlpha),St.pixelStorei(O.UNPACK_ALIGNMENT,F.unpackAlignment);let on=St.getParameter(O.UNPACK_ROW_LENGTH),se=St.getParameter(O.UNPACK_IMAGE_HEIGHT),cs=St.getParameter(O.UNPACK_SKIP_PIXELS),tn=St.getParameter(O.UNPACK_SKIP_ROWS),ul=St.getParameter(O.UNPACK_SKIP_IMAGES);St.pixelStorei(O.UNPACK_ROW_LENGTH,me.width),St.pixelStorei(O.UNPACK_IMAGE_HEIGHT,me.height),St.pixelStorei(O.UNPACK_SKIP_PIXELS,It),St.pixelStorei(O.UNPACK_SKIP_ROWS,kt),St.pixelStorei(O.UNPACK_SKIP_IMAGES,Qt);let Ir=A.isDataArrayTexture||A.isData3DTexture,ls=F.isDataArrayTexture||F.isData3DTexture;if(A.isDepthTexture){let ie=Dt.get(A),Ze=Dt.get(F),si=Dt.get(ie.__renderTarget),be=Dt.get(Ze.__renderTarget);St.bindFramebuffer(O.READ_FRAMEBUFFER,si.__webglFramebuffer),St.bindFramebuffer(O.DRAW_FRAMEBUFFER,be.__webglFramebuffer);for(let ze=0;ze<At;ze++)Ir&&(O.framebufferTextureLayer(O.READ_FRAMEBUFFER,O.COLOR_ATTACHMENT0,Dt.get(A).__webglTexture,$,Qt+ze),O.framebufferTextureLayer(O.DRAW_FRAMEBUFFER,O.COLOR_ATTACHMENT0,Dt.get(F).__webglTexture,bt,Ie+ze)),O.blitFramebuffer(It,kt,It+Et,kt+xt,Ct,jt,Ct+Et,jt+xt,O.DEPTH_BUFFER_BIT,O.NEAREST);St.bindFramebuffer(O.READ_FRAMEBUFFER,null),St.bindFramebuffer(O.DRAW_FRAMEBUFFER,null)}else if($!==0||A.isRenderTargetTexture||Dt.has(A)){let ie=Dt.get(A),Ze=Dt.get(F);St.bindFramebuffer(O.READ_FRAMEBUFFER,P),St.bindFramebuffer(O.DRAW_FRAMEBUFFER,L);for(let si=0;si<At;si++)Ir?O.framebufferTextureLayer(O.READ_FRAMEBUFFER,O.COLOR_ATTACHMENT0,ie.__webglTexture,$,Qt+si):O.framebufferTexture2D(O.READ_FRAMEBUFFER,O.COLOR_ATTACHMENT0,O.TEXTURE_2D,ie.__webglTexture,$),ls?O.framebufferTextureLayer(O.DRAW_FRAMEBUFFER,O.COLOR_ATTACHMENT0,Ze.__webglTexture,bt,Ie+si):O.framebufferTexture2D(O.DRAW_FRAMEBUFFER,O.COLOR_ATTACHMENT0,O.TEXTURE_2D,Ze.__webglTexture,bt),$!==0?O.blitFramebuffer(It,kt,It+Et,kt+xt,Ct,jt,Ct+Et,jt+xt,O.COLOR_BUFFER_BIT,O.NEAREST):ls?O.copyTexSubImage3D(Rt,bt,Ct,jt,Ie+si,It,kt,Et,xt):O.copyTexSubImage2D(Rt,bt,Ct,jt,It,kt,Et,xt);St.bindFramebuffer(O.READ_FRAMEBUFFER,null),St.bindFramebuffer(O.DRAW_FRAMEBUFFER,null)}else ls?A.isDataTexture||A.isData3DTexture?O.texSubImage3D(Rt,bt,Ct,jt,Ie,Et,xt,At,he,je,me.data):F.isCompressedArrayTexture?O.compressedTexSubImage3D(Rt,bt,Ct,jt,Ie,Et,xt,At,he,me.data):O.texSubImage3D(Rt,bt,Ct,jt,Ie,Et,xt,At,he,je,me):A.isDataTexture?O.texSubImage2D(O.TEXTURE_2D,bt,Ct,jt,Et,xt,he,je,me.data):A.isCompressedTexture?O.compressedTexSubImage2D(O.TEXTURE_2D,bt,Ct,jt,me.width,me.height,he,me.data):O.texSubImage2D(O.TEXTURE_2D,bt,Ct,jt,Et,xt,he,je,me);St.pixelStorei(O.UNPACK_ROW_LENGTH,on),St.pixelStorei(O.UNPACK_IMAGE_HEIGHT,se),St.pixelStorei(O.UNPACK_SKIP_PIXELS,cs),St.pixelStorei(O.UNPACK_SKIP_ROWS,tn),St.pixelStorei(O.UNPACK_SKIP_IMAGES,ul),bt===0&&F.generateMipmaps===!0&&F.mipmapsAutoUpdate===!0&&O.generateMipmap(Rt),St.unbindTexture()},this.initRenderTarget=function(A){Dt.get(A).__webglFramebuffer===void 0&&Bt.setupRenderTarget(A)},this.initTexture=function(A){A.isCubeTexture?Bt.setTextureCube(A,0):A.isData3DTexture?Bt.setTexture3D(A,0):A.isDataArrayTexture||A.isCompressedArrayTexture?Bt.setTexture2DArray(A,0):Bt.setTexture2D(A,0),St.unbindTexture()},this.resetState=function(){z=0,k=0,Y=null,St.reset(),mt.reset()},typeof __THREE_DEVTOOLS__<"u"&&__THREE_DEVTOOLS__.dispatchEvent(new CustomEvent("observe",{detail:this}))}get coordinateSystem(){return ei}get outputColorSpace(){return this._outputColorSpace}set outputColorSpace(t){this._outputColorSpace=t;let n=this.getContext();n.drawingBufferColorSpace=te._getDrawingBufferColorSpace(t),n.unpackColorSpace=te._getUnpackColorSpace()}};var c4={u8:Uint8Array,u16:Uint16Array,u32:Uint32Array},W_=new Map;async function l4(e){let t=document.getElementById(e),n=Uint8Array.from(atob(t.textContent.trim()),s=>s.charCodeAt(0)),i=new Blob([n]).stream().pipeThrough(new DecompressionStream("gzip")),r=new c4[t.dataset.type](await new Response(i).arrayBuffer());for(let s=1;s<r.length;s++)r[s]+=r[s-1];return r}function jh(e){return W_.has(e)||W_.set(e,l4(e)),W_.get(e)}var u4=255,f4="#8f959c",h4="#c9beb2",td=Math.PI/24,CA=Math.PI/2,d4=Array.from({length:256},(e,t)=>new Kt().setStyle(t===u4?f4:bo(t/254))),Sa;function RA(){if(Sa===void 0)try{Sa=new Jh({alpha:!0,antialias:!0,preserveDrawingBuffer:!0}),Sa.outputColorSpace=pn,Sa.setPixelRatio(1)}catch{Sa=null}return Sa}async function p4(e){let[t,n,i]=await Promise.all([jh(e.positions),jh(e.faces),e.values?jh(e.values):null]),r=t.length/3,s=new Float32Array(t.length);for(let c=0;c<3;c++)for(let l=0;l<r;l++)s[3*l+c]=e.offset[c]+e.step*t[c*r+l];let o=new $i;o.setAttribute("position",new bn(s,3)),o.setIndex(new bn(n,1)),o.computeVertexNormals();let a=new Wc({side:ri,vertexColors:i!==null});if(i){let c=new Float32Array(t.length);i.forEach((l,u)=>d4[l].toArray(c,3*u)),o.setAttribute("color",new bn(c,3))}else a.color.setStyle(h4);return new ii(o,a)}var $_=class{constructor(t,n){this.canvas=t,this.surfaces=n,this.meshes={},this.scene=new Oc,this.pivot=new Ke,this.ambient=new Zc("#ffffff",1),this.lamp=new Yc("#ffffff",1),this.lamp.position.set(-.5,.6,1),this.scene.add(this.pivot,this.ambient,this.lamp)}async load(){for(let[t,n]of Object.entries(this.surfaces))this.meshes[t]=await p4(n),this.pivot.add(this.meshes[t])}draw(t){let n=Math.max(1,Math.round(this.canvas.clientWidth*t.density)),i=Math.max(1,Math.round(this.canvas.clientHeight*t.density)),r=!!this.surfaces[t.mode]?.values;for(let[h,f]of Object.entries(this.meshes))f.visible=h===t.mode;this.ambient.intensity=r?1.9:.7,this.lamp.intensity=r?1.6:2.9,this.pivot.rotation.set(t.pitch,t.yaw,0,"XYZ");let s=t.radius/t.zoom,o=n/i,[a,c]=o<1?[s,s/o]:[s*o,s],l=new Xs(-a,a,c,-c,.1,20*t.radius);l.position.z=10*t.radius;let u=RA();u.setSize(n,i,!1),u.setClearAlpha(0),u.render(this.scene,l),this.canvas.width=n,this.canvas.height=i,this.canvas.getContext("2d").drawImage(u.domElement,0,0),this.canvas.dataset.yaw=t.yaw.toFixed(4),this.canvas.dataset.pitch=t.pitch.toFixed(4),this.canvas.dataset.drawn=t.mode}},X_=class{constructor(t){this.block=t;let n=JSON.parse(t.querySelector("script[type='application/json']").textContent);this.state={yaw:0,pitch:0,zoom:1,radius:n.radius,mode:n.modes[0],density:Math.min(2,devicePixelRatio||1)};let i=[...t.querySelectorAll("canvas")];this.views=i.map((r,s)=>new $_(r,n.viewers[s].surfaces)),this.isLoaded=!1,i.forEach(r=>this.listen(r));for(let r of t.querySelectorAll("[data-mode]"))r.addEventListener("click",()=>this.choose(r.dataset.mode));for(let r of t.querySelectorAll("[data-turn]"))r.addEventListener("click",()=>this.press(r.dataset.turn));new IntersectionObserver(r=>{r.some(s=>s.isIntersecting)&&this.show()}).observe(t),new ResizeObserver(()=>this.isLoaded&&this.request()).observe(t)}async show(){if(this.isLoaded)return this.request();if(!RA()){this.block.dataset.state="no-webgl";return}this.loading??=Promise.all(this.views.map(t=>t.load())),await this.loading,this.isLoaded=!0,this.block.dataset.state="ready",this.request()}request(){this.frame??=requestAnimationFrame(()=>{this.frame=void 0,this.block.offsetParent!==null&&this.views.forEach(t=>t.draw(this.state))})}choose(t){this.state.mode=t;for(let n of this.block.querySelectorAll("[data-mode]"))n.setAttribute("aria-pressed",String(n.dataset.mode===t));this.request()}turn(t,n){let i=this.state;i.yaw=Math.atan2(Math.sin(i.yaw+t),Math.cos(i.yaw+t)),i.pitch=Math.max(-CA,Math.min(CA,i.pitch+n)),this.request()}zoom(t){this.state.zoom=Math.max(.5,Math.min(8,this.state.zoom*t)),this.request()}press(t){let n={ArrowLeft:()=>this.turn(-td,0),ArrowRight:()=>this.turn(td,0),ArrowUp:()=>this.turn(0,-td),ArrowDown:()=>this.turn(0,td),"+":()=>this.zoom(1.2),"=":()=>this.zoom(1.2),"-":()=>this.zoom(.8333333333333334),Home:()=>this.reset(),0:()=>this.reset()};return n[t]?.(),t in n}reset(){Object.assign(this.state,{yaw:0,pitch:0,zoom:1}),this.request()}listen(t){t.addEventListener("keydown",n=>{n.ctrlKey||n.metaKey||n.altKey||this.press(n.key)&&n.preventDefault()}),t.addEventListener("dblclick",()=>this.reset()),t.addEventListener("pointerdown",n=>{t.setPointerCapture(n.pointerId);let[i,r]=[n.clientX,n.clientY],s=a=>{let c=Math.PI/t.clientWidth;this.turn((a.clientX-i)*c,(a.clientY-r)*c),[i,r]=[a.clientX,a.clientY]},o=()=>t.removeEventListener("pointermove",s);t.addEventListener("pointermove",s),t.addEventListener("pointerup",o,{once:!0}),t.addEventListener("pointercancel",o,{once:!0})}),t.addEventListener("wheel",n=>{!n.ctrlKey&&!n.shiftKey||(n.preventDefault(),this.zoom((n.deltaY||n.deltaX)<0?1.1:1/1.1))},{passive:!1})}};function IA(){let e=Array.from({length:11},(t,n)=>bo(n/10));document.documentElement.style.setProperty("--error-scale",e.join(",")),document.querySelectorAll("[data-block=viewers]").forEach(t=>new X_(t))}Bw();Fw();Dw();Uw();IA();document.documentElement.dataset.ready="yes";})();
