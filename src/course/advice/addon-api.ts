import type { Table } from './table.js';

const CLASSES =
  '(?:Value|String|Number|Boolean|Object|Array|Function|Env|CallbackInfo|Error|TypeError|RangeError|AsyncWorker|Promise|Buffer|ObjectWrap|FunctionReference|ObjectReference|ThreadSafeFunction|HandleScope)';

/** node-addon-api, in C++. */
export const ADDON_API: Table = {
  javascript: [
    {
      situation: 'throws-javascript',
      says: /expected (?:a )?type|was not declared in this scope|undeclared identifier|unknown type name/,
      line: /^(?!.*(?:=>|`|\btypeof\b)).*\bthrow\s+(?:new\s+)?\w*Error\b/,
    },
    {
      situation: 'dot-for-scope',
      says: /^expected (?:primary-expression|unqualified-id|expression|';')|unexpected (?:namespace|type) name|cannot use dot operator on a type|'\w+' does not name a type/,
      line: /^(?!.*(?:=>|`|\btypeof\b|\bthrow\b)).*(?:\bNapi\s*\.\s*\w|\bNapi::\w+\s*\.\s*\w|\bstd\s*\.\s*\w)/,
    },
  ],
  line: [
    // If no line of the learner's is quoted, the call is in napi.h.
    {
      situation: 'called-by-javascript',
      says: /too (?:many|few) arguments to function(?: call|$)/,
      line: /^$/,
    },
    {
      situation: 'returns-plain-value',
      says: /^(?:invalid conversion from|cannot convert|cannot initialize return object of type) .*'napi_value'|no viable conversion from returned value of type .* to function return type 'napi_value'/,
      line: /^$/,
    },
    // In a comparison of types, `Napi::` is left out by clang.
    {
      situation: 'narrow-return',
      says: /could not convert .* from '(?:Napi::)?Value' to '(?:Napi::)?(?!Value\b)\w+'|no viable conversion from returned value of type '(?:Napi::)?Value' to function return type '(?:Napi::)?(?!Value\b)\w+'/,
    },
    {
      situation: 'no-namespace',
      says: /^expected class-name|^expected class name|unknown class name/,
      line: /:\s*(?:public\s+)?(?:AsyncWorker|AsyncProgressWorker|ObjectWrap)\b/,
    },
    {
      situation: 'throw-returns-nothing',
      says: /^invalid use of 'void'|^conversion from 'void' to|^could not convert .* from 'void' to|^no viable conversion from (?:returned value of type )?'void' to|incomplete type 'void'/,
      // Where the statement has two lines, only the first is known.
      line: /\bthrow\b|\bThrowAsJavaScriptException\b|Error::New\(/,
    },
    {
      situation: 'made-by-new',
      says: /invalid conversion from '(?:int|double|bool|const char ?\*)' to 'napi_value'/,
      line: /\bNapi::\w+\s*\(/,
    },
  ],
  particular: [
    {
      situation: 'init-signature',
      says: /(?:to|of type) 'Napi::ModuleRegisterCallback'/,
    },
    {
      situation: 'info-by-value',
      says: /function 'Napi::CallbackInfo::CallbackInfo\(const|deleted constructor of '(?:const )?(?:Napi::)?CallbackInfo'|non-const lvalue reference (?:of|to) type 'Napi::CallbackInfo ?&?'/,
    },
    {
      situation: 'called-by-javascript',
      says: /too (?:many|few) arguments to function .*CallbackInfo/,
    },
    {
      situation: 'not-public',
      says: /is inaccessible within this context|is not an accessible base|private base class|is a private member of 'Napi::AsyncWorker'/,
    },
    {
      situation: 'base-class',
      says: /function for call to 'Napi::AsyncWorker::AsyncWorker\(\)'|must explicitly initialize the base class/,
    },
    {
      situation: 'made-by-new',
      says: /function for call to 'Napi::(?!Value\b|AsyncWorker\b|Object::)(\w+)::\1\(|no matching constructor for initialization of 'Napi::/,
    },
    {
      situation: 'no-header',
      says: /'Napi' (?:has not been declared|does not name a type)|undeclared identifier 'Napi'/,
    },
    {
      situation: 'no-namespace',
      says: new RegExp(
        `'(?:${CLASSES}|napi)' (?:was not declared|has not been declared|does not name a type)|(?:undeclared identifier|unknown type name) '(?:${CLASSES}|napi)'`,
      ),
    },
    {
      situation: 'null',
      says: /'(?:null|undefined)' was not declared|undeclared identifier '(?:null|undefined)'/,
    },
    // A compiler only suggests the base class's method inside a worker.
    { situation: 'no-closure', says: /'callback'.*; did you mean 'Callback'/ },
    {
      situation: 'env-first',
      says: /function for call to 'Napi::\w+::New\((?!Napi::Env|napi_env|\))[^']*\)'/,
    },
    {
      situation: 'call-arguments',
      says: /call of overloaded 'Call\(|no match for call to '\((?:const )?Napi::|call to member function 'Call' is ambiguous|function for call to 'Napi::Function(?:Reference)?::Call\(|member function for call to 'Call'|initializer list>' to 'const std::initializer_list<napi_value|from 'Napi::Env' to 'size_t'/,
    },
    {
      situation: 'convert-first',
      says: /Napi::Value' has no member named '(?:Utf8Value|Utf16Value|DoubleValue|FloatValue|U?[Ii]nt32Value|Int64Value|BoolValue|Call|Set|Get|Has)'|no member named '(?:Utf8Value|Utf16Value|DoubleValue|FloatValue|U?[Ii]nt32Value|Int64Value|Call|Set|Get|Has)' in 'Napi::Value'/,
    },
    {
      situation: 'info-length',
      says: /Napi::CallbackInfo' has no member named '(?:length|size)'|no member named '(?:length|size)' in 'Napi::CallbackInfo'/,
    },
    {
      situation: 'value-length',
      says: /Napi::(?:Value|String)'.*has no member named '(?:length|Length|size)'|no member named '(?:length|Length|size)' in 'Napi::(?:Value|String)'/,
    },
    {
      situation: 'to-javascript',
      says: /could not convert .* to '?Napi::(?!Env)|cannot convert '(?!.* from type ).*' to 'Napi::\w+' in return|no viable conversion from returned value .* to .*Napi::|conversion from '(?!(?:const )?Napi::).*'\}? to non-scalar type 'Napi::|no viable conversion from '(?!(?:const )?Napi::)[^']*' to 'Napi::|function for call to 'Napi::Value::Value\(napi_env__/,
    },
    {
      situation: 'from-javascript',
      says: /conversion from '(?:const )?Napi::(?!Env)\w+'.* to (?:non-scalar type|'(?!size_t))|cannot convert '(?!.* from type )(?:const )?Napi::|no viable conversion from '(?:const )?Napi::|no match for 'operator(?!\[)(?!\(\)).*Napi::(?:Value|String|Number|Boolean)|invalid operands to binary expression .*'(?:const )?Napi::|invalid (?:cast|'static_cast') from type '(?:const )?Napi::|comparison of pointer with integer zero \('napi_value'|(?:static_cast|cannot convert) .*'(?:const )?Napi::\w+' to '(?:int|double)'|duration\(const Napi::Value\)/,
    },
    {
      situation: 'no-such-member',
      says: /no match for 'operator\[\]' .*Napi::|does not provide a subscript operator/,
    },
  ],
  general: [
    {
      situation: 'override',
      says: /marked 'override',? but does not override|marked 'override' hides|only virtual member functions/,
    },
  ],
};
